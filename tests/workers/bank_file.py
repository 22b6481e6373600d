"""A long bank file that is taken in by processes that die: prints what is left of it.

bank_file.py POINT...

The points:

begun           the file is being imported, and nothing of it is taken in
ingested        a second part is taken in, and not counted
counted         it is counted as well, and not committed
0.5             any number: so many seconds after the job began, from outside
together        nobody dies, but four processes do the job at the same time

After that the job comes again, as the queue sees to. Prints a line for each point: the point, the file's state, how many
mutations it says are imported, are new and are known, how many there are, how many entries, and how many different ones.
"""

import base64
import sys
from datetime import date, timedelta
from unittest.mock import patch

from dev.odoo_env import environment
from tests.workers.processes import die, finish, seconds, start

ROWS, PART, TOGETHER = 60, 10, 4


def make():
    """:return: id of a file of a new account, that waits"""
    with environment() as env:
        number = env["account.journal"].search_count([])
        journal = env["account.journal"].create({"name": f"BRI {number}", "type": "bank", "code": f"K{number}"})
        days = [date(2026, 9, 1) + timedelta(days=row // 4) for row in range(ROWS)]
        # Each second row equals the one before.
        lines = [f"{day:%Y-%m-%d},TRSF {row // 2},0.00,{50_000 + row // 2}.00" for row, day in enumerate(days)]
        content = "\n".join(["TGL_TRAN,DESK_TRAN,MUTASI_DEBET,MUTASI_KREDIT", *lines]).encode()
        mapping, files = env.ref("innovasia_transfer.mapping_bri"), env["bank.file.import"]
        reading = files._read_file(content, journal, mapping)
        values = files._prepare_file("mutasi.csv", content, reading, journal, mapping)
        return files.create({**values, "content": base64.b64encode(content), "row_count": len(reading.rows)}).id


def job(file_id, point=None):
    """Do what the queue's job does, and come to a bad end at the point."""
    from odoo.addons.innovasia_transfer.models.files import bank_file_import_run as run

    with environment() as env, patch.object(run, "CHUNK", PART):
        if point == "begun":
            fatal(env, "bank.file.import", "_take_in_next")
        if point == "ingested":
            fatal(env, "bank.mutation", "_ingest", calls=2)
        if point == "counted":
            fatal(env, "bank.file.import", "_take_in", calls=2)
        env["bank.file.import"].browse(file_id)._run()


def fatal(env, model_name, method, calls=1):
    """Die when a method was called so many times."""
    model = type(env[model_name])
    original, left = getattr(model, method), [calls]

    def do(*arguments, **options):
        result = original(*arguments, **options)
        env.flush_all()
        left[0] -= 1
        if not left[0]:
            die()
        return result

    setattr(model, method, do)


def show(point, file_id):
    """Print what there is of a file."""
    with environment() as env:
        file = env["bank.file.import"].browse(file_id)
        lines = file.mutation_ids.statement_line_id
        names = set(lines.move_id.filtered(lambda move: move.state == "posted").mapped("name"))
        counts = (file.done_count, file.new_count, file.known_count, len(file.mutation_ids), len(lines), len(names))
        print(point, file.state, *counts, sep="|", flush=True)


if __name__ == "__main__":
    for point in sys.argv[1:]:
        file_id = make()
        if point == "together":
            children = [start(job, file_id) for _process in range(TOGETHER)]
            killed = [finish(child) for child in children]
            assert not any(killed)
        else:
            killed = finish(start(job, file_id, point), kill_after=seconds(point))
            assert killed or seconds(point), f"nobody died at {point}"
        finish(start(job, file_id))
        show(point, file_id)
