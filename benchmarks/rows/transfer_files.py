"""A bank's file: taking it in costs little more than its bookings do, and its end costs what its beginning did."""

import base64
import gc
import os
import random
import time
from collections import defaultdict
from datetime import date, timedelta
from unittest.mock import patch

from odoo.addons.innovasia_transfer.models.files import bank_file_import_run as run
from odoo.addons.innovasia_whatsapp.models import background

from ..databases import environment_on_copy
from ..measure import Bound, Row
from .transfers import open_account

#: Mutations of the file. A whole year of 50,000 takes half an hour and more, nearly all of it Odoo's: BENCH_FILE_ROWS=50000.
ROWS = int(os.environ.get("BENCH_FILE_ROWS", "4000"))
#: Odoo books the whole file up to this size; of a longer one every so manyth part, on an account that stays the emptier one.
WHOLE = 10_000


def measure(source: str, quick: bool) -> list[Row]:
    """Milliseconds for each mutation of a file, as the product takes it in in the background, with its commits.

    The baseline is Odoo alone: it creates the same statement lines on another account, as many at once, and commits as
    often. The two take turns part by part, in one process on one database, so that what else happens meets both. On the
    wall the database's work counts as well, and everybody else's on the machine; the processor's time is Odoo's own.

    That it does not grow is judged within our side: the parts of the file's last third against those of its first.
    """
    rows, part = (120, 20) if quick else (ROWS, run.CHUNK)
    # Odoo's turns pass within our slice, and do not count.
    longer, sizes = patch.object(background, "SLICE", 2 * background.SLICE), patch.object(run, "CHUNK", part)
    with longer, sizes, environment_on_copy(source, "ingest") as env:
        odoo, ours = _take_turns(env, _history(rows))
    wall, processor = ([(odoo[part][clock], ours[part][clock]) for part in odoo] for clock in (0, 1))
    third = max(1, len(ours) // 3)
    cost = [ours[part][1] for part in ours]
    growth = list(zip(cost[:third], cost[-third:], strict=True))
    lines = "creating the statement lines"
    return [
        Row(f"taking in a file of {rows:,} mutations", lines, "ms each", Bound("<=", 1.5), wall),
        Row("taking in, processor time alone", lines, "ms each", Bound("<=", 1.5), processor),
        Row("taking in the last third of the file", "the first third", "ms each", Bound("<=", 1.3), growth),
    ]


class Watch:
    """Charges time to whoever is at work: seconds on the wall, and of the processor."""

    def __init__(self):
        self.spent = defaultdict(lambda: (0.0, 0.0))
        self._who, self._since = None, (0.0, 0.0)

    def turn(self, who: tuple | None) -> None:
        """Whoever was at work ends here; from now on it is this one."""
        now = time.perf_counter(), time.process_time()
        if self._who:
            self.spent[self._who] = tuple(
                before + end - begin for before, end, begin in zip(self.spent[self._who], now, self._since, strict=True)
            )
        # Nobody pays for the garbage of the one before.
        gc.collect()
        self._who, self._since = who, (time.perf_counter(), time.process_time())


def _take_turns(env, history) -> tuple[dict, dict]:
    """Have Odoo create, and the product take in, the same mutations part by part.

    :return: Odoo's and ours: {part: (on the wall, of the processor)} in milliseconds for one mutation
    """
    journal, file = open_account(env).journal_id, _file(env, history)
    model, sizes, watch = type(file), [], Watch()
    take_in_next = model._take_in_next
    every = -(-len(history) // WHOLE)

    def odoo_first(worker, parts):
        if worker.state == "running":
            part = len(sizes)
            sizes.append(len(parts.after(worker.done_count)))
            if part % every == 0:
                watch.turn(("odoo", part))
                _create_lines(env, journal, history[worker.done_count :][: sizes[part]])
            watch.turn(("ours", part))
        return take_in_next(worker, parts)

    watch.turn(("ours", 0))
    with patch.object(model, "_take_in_next", odoo_first):
        while file.state in ("waiting", "running"):
            file._run()
            env.cr.commit()
    watch.turn(None)
    if (file.state, file.new_count) != ("done", len(history)):
        raise AssertionError(f"Not every mutation was taken in: {file.state}, {file.error}, {file.new_count}.")

    def cost(side):
        spent = {part: spent for (who, part), spent in watch.spent.items() if who == side}
        return {part: tuple(1000 * each / sizes[part] for each in spent[part]) for part in sorted(spent)}

    return cost("odoo"), cost("ours")


def _create_lines(env, journal, history) -> None:
    """Have Odoo create statement lines, and commit."""
    lines = [{"journal_id": journal.id, "date": day, "amount": amount, "payment_ref": text} for day, amount, text in history]
    env["account.bank.statement.line"].create(lines)
    env.cr.commit()


def _file(env, history):
    """:return: bank.file.import, a file of BRI that waits to be taken in"""
    journal, mapping = open_account(env).journal_id, env.ref("innovasia_transfer.mapping_bri")
    lines = [
        f"{day:%Y-%m-%d},{text},{-amount if amount < 0 else 0}.00,{amount if amount > 0 else 0}.00"
        for day, amount, text in history
    ]
    content = "\n".join(["TGL_TRAN,DESK_TRAN,MUTASI_DEBET,MUTASI_KREDIT", *lines]).encode()
    imports = env["bank.file.import"]
    reading = imports._read_file(content, journal, mapping)
    values = imports._prepare_file("mutasi.csv", content, reading, journal, mapping)
    file = imports.create({**values, "content": base64.b64encode(content), "row_count": len(history)})
    env.cr.commit()
    return file


def _history(count: int) -> list[tuple[date, int, str]]:
    """Mutations of a year: credits with a code each, now and then something that goes out."""
    chance, begin = random.Random(6), date(2025, 1, 1)
    days = sorted(begin + timedelta(days=chance.randrange(365)) for _ in range(count))
    amounts = [chance.choice((1, 1, 1, 1, -1)) * (50_000 + chance.randrange(1_000)) for _ in days]
    return [(day, amount, f"TRSF E-BANKING {number}") for number, (day, amount) in enumerate(zip(days, amounts, strict=True))]
