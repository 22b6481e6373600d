"""However a history of days is told, by whom, in which parts, how often and in which order: the account holds it once."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from transfer_tools.mutation_plan import PENDING_DAYS, Known, Seen, name_rows, pair_pending, settle_names
from transfer_tools.mutation_row import Row

DAY = date(2026, 11, 20)
TELLERS = ("service", "file:bca", "file:excel")


class Account:
    """What `bank.mutation._ingest` keeps, in memory."""

    def __init__(self):
        self.mutations, self.names = [], {}

    def take_in(self, teller, rows):
        steps = name_rows(rows, teller, teller == "service")
        seen = Seen(dict(self.names), defaultdict(list), defaultdict(set))
        for number, (money, print_) in enumerate(self.mutations):
            seen.money[money].append(Known(number, print_))
        for (name, _key), number in self.names.items():
            seen.told[name].add(number)
        for step in settle_names(steps, seen):
            if step.mutation is None and step.same_as is None:
                step.mutation = len(self.mutations)
                self.mutations.append((step.row.money, step.fingerprint))
            if step.same_as is None:
                self.names[step.teller, step.key] = step.mutation
        return steps

    def money(self):
        return Counter(money for money, _print in self.mutations)


@st.composite
def histories(draw):
    """A few days of mutations, many of them alike; each has a reference at the service."""
    mutation = st.builds(
        Row,
        st.integers(0, 2).map(lambda days: DAY + timedelta(days=days)),
        st.sampled_from(("credit", "credit", "debit")),
        st.sampled_from((50_000, 50_009)),
        st.sampled_from(("SITI", "BUDI")),
    )
    return [replace(row, reference=f"m{n}") for n, row in enumerate(draw(st.lists(mutation, min_size=1, max_size=8)))]


def told_by(teller, row):
    """A mutation in the words of a teller."""
    if teller == "service":
        return replace(row, description=f"trsf {row.description}", balance=None)
    return replace(row, description=f"{teller} {row.description}", reference=None)


@st.composite
def deliveries(draw, history):
    """Parts of a history as they are told: any rows by the service, and a day from its beginning by files."""
    parts = []
    for teller in draw(st.lists(st.sampled_from(TELLERS), min_size=1, max_size=8)):
        if teller == "service":
            rows = draw(st.lists(st.sampled_from(history), max_size=6))
        else:
            rows = []
            for day in draw(st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True)):
                of_day = [row for row in history if row.date == DAY + timedelta(days=day)]
                rows += of_day[: draw(st.integers(0, len(of_day)))]
        parts.append((teller, [told_by(teller, row) for row in rows]))
    return parts


def expected(parts):
    """Of each money, as many as the teller that told of the most."""
    counts = defaultdict(Counter)
    files = defaultdict(Counter)
    references = set()
    for teller, rows in parts:
        if teller == "service":
            references |= {(row.reference, row.money) for row in rows}
        else:
            for alike, count in Counter(rows).items():
                files[teller][alike] = max(files[teller][alike], count)
    counts["service"] = Counter(money for _reference, money in references)
    for teller, rows in files.items():
        for row, count in rows.items():
            counts[teller][row.money] += count
    return Counter({money: max(count[money] for count in counts.values()) for count in counts.values() for money in count})


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_telling_in_any_order_and_number_ends_in_the_same_state(data):
    history = data.draw(histories())
    parts = data.draw(deliveries(history))
    again = data.draw(st.permutations(parts + data.draw(st.lists(st.sampled_from(parts), max_size=4))))
    for order in (parts, again):
        account = Account()
        for teller, rows in order:
            account.take_in(teller, rows)
        assert account.money() == expected(parts)
        before = list(account.mutations)
        for teller, rows in order:
            steps = account.take_in(teller, rows)
            assert all(step.mutation is not None or step.same_as for step in steps)
        assert account.mutations == before, "replays add nothing"


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_once_somebody_told_all_of_it_the_account_holds_all_of_it(data):
    history = data.draw(histories())
    parts = data.draw(deliveries(history))
    whole = data.draw(st.sampled_from(TELLERS))
    parts.insert(data.draw(st.integers(0, len(parts))), (whole, [told_by(whole, row) for row in history]))
    account = Account()
    for teller, rows in parts:
        account.take_in(teller, rows)
    assert account.money() == Counter(row.money for row in history)


@given(st.data())
def test_rows_of_one_delivery_are_different_money(data):
    history = data.draw(histories())
    account = Account()
    for teller, rows in data.draw(deliveries(history)):
        account.take_in(teller, rows)
    rows = [told_by("file:bca", row) for row in history]
    numbers = [step.mutation for step in account.take_in("file:bca", rows)]
    assert len(set(numbers)) == len(history)


def test_a_new_row_takes_the_known_mutation_with_the_same_words_first():
    account = Account()
    siti, budi = (Row(DAY, "credit", 50_009, name) for name in ("SITI", "BUDI"))
    account.take_in("file:bca", [siti, budi])
    (step,) = account.take_in("file:excel", [budi])
    assert step.mutation == 1


@given(
    st.lists(st.integers(0, 40), max_size=6),
    st.lists(st.integers(0, 60), max_size=6),
)
def test_a_provisional_row_becomes_one_dated_row_of_the_days_after(pending, dated):
    pending = [(n, DAY + timedelta(days=day)) for n, day in enumerate(pending)]
    dated = [(n, DAY + timedelta(days=day)) for n, day in enumerate(dated)]
    pairs = pair_pending(pending, dated)
    assert pairs == pair_pending(pending[::-1], dated[::-1]), "in any order"
    assert len(set(pairs.values())) == len(pairs)
    for waiting, mutation in pairs.items():
        assert -1 <= (dict(dated)[mutation] - dict(pending)[waiting]).days <= PENDING_DAYS
    left = [day for n, day in dated if n not in pairs.values()]
    for n, day in pending:
        assert n in pairs or not any(-1 <= (other - day).days <= PENDING_DAYS for other in left), "none is left that fits"
