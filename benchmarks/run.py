"""Run the benchmarks: ``benchmarks/run.py [--quick] [SUBJECT ...]``; the exit code is 1 when a row misses its bound.

The database to copy and Odoo's configuration come from the environment, as `make bench` sets it. By hand::

    ODOO_RC=odoo.conf PGDATABASE=my_database python benchmarks/run.py inbound statuses
"""

import argparse
import importlib
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
RESULT = ROOT / "benchmarks" / "result.json"


def main() -> int:
    """Measure, print the table, write the JSON file."""
    from benchmarks import report
    from benchmarks.databases import configure
    from benchmarks.rows import SUBJECTS

    parser = argparse.ArgumentParser(description="Measure the wire and the inbox against baselines of the same run.")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}; all when none is given")
    parser.add_argument("--quick", action="store_true", help="measure little: shows that it runs, the ratios mean nothing")
    parser.add_argument("--json", type=Path, default=RESULT, help="where to write the result (%(default)s)")
    arguments = parser.parse_args()
    if unknown := set(arguments.subjects) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    source = configure()
    rows = []
    for name in arguments.subjects or SUBJECTS:
        begin = time.monotonic()
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        # Odoo finds our addons only once it is configured.
        measured = importlib.import_module(f"benchmarks.rows.{name}").measure(source, arguments.quick)
        rows += measured
        ratios = ", ".join(f"{row.ratio:.2f}x" for row in measured)
        print(f"  {ratios} in {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
    print(report.table(rows))
    report.write_json(rows, arguments.json, arguments.quick)
    print(f"\nAlso written to {arguments.json}")
    missed = [row.measure for row in rows if not row.holds]
    if missed:
        print(f"Missed: {'; '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
