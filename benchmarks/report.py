"""The result of a run, for people (a table) and for programs (JSON)."""

import json
import os
import platform
from datetime import datetime, timezone
from pathlib import Path

from .measure import Row

HEAD = ("measure", "baseline", "unit", "baseline", "ours", "ratio", "rounds", "bound", "")
LEFT = {0, 1, 2, 7, 8}


def table(rows: list[Row]) -> str:
    """The rows as a table; the column "rounds" shows the least and the greatest ratio of a single round."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(
            text.ljust(width) if column in LEFT else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.measure,
        row.baseline_name,
        row.unit,
        _number(row.baseline),
        _number(row.ours),
        f"{row.ratio:.2f}x",
        f"{min(row.ratios):.2f}-{max(row.ratios):.2f}",
        str(row.bound or "-"),
        "" if row.bound is None else "holds" if row.holds else "MISSED",
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def write_json(rows: list[Row], path: Path, quick: bool) -> None:
    """Keep a run with the machine it ran on."""
    content = {
        "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "quick": quick,
        "machine": {"cpus": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "rows": [
            {
                "measure": row.measure,
                "baseline_name": row.baseline_name,
                "unit": row.unit,
                "baseline": row.baseline,
                "ours": row.ours,
                "ratio": row.ratio,
                "ratios": row.ratios,
                "bound": row.bound and str(row.bound),
                "holds": row.holds,
            }
            for row in rows
        ],
    }
    path.write_text(json.dumps(content, indent=2) + "\n")
