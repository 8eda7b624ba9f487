"""A team as lines of CSV that a spreadsheet opens without executing anything in it."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import StringIO

from app.reports.rules.standing import PersonRow

HEADINGS = (
    "Person",
    "Joined",
    "Standing",
    "Modules read",
    "Checks passed",
    "Modules on the path",
    "Calls passed",
    "Calls on the path",
    "Videos watched or read",
    "Videos on the path",
    "Waived",
    "Certificate until",
    "Certificate serial",
    "Last score",
    "Last handover passed",
    "Late",
    "Late since",
    "Data of",
)
_STANDING = {
    "ready": "ready",
    "late": "late",
    "on_the_way": "on the way",
    "no_path": "no path",
    "to_join": "not joined yet",
}
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else


def lines(rows: Sequence[PersonRow], data_of: datetime) -> Iterator[str]:
    """The headings, then a line a person; each carries the moment its data is of, with its offset from UTC.

    Runs while the answer is sent, when the request is over: it reads nothing but its arguments.
    """
    moment = data_of.isoformat(timespec="minutes")
    yield _BYTE_ORDER_MARK + _line(HEADINGS)
    for row in rows:
        yield _line((*_cells(row), moment))


def _cells(row: PersonRow) -> tuple[object, ...]:
    return (
        row.name,
        row.joined_on.isoformat(),
        _STANDING[row.standing],
        row.read,
        row.checked,
        row.modules,
        row.passed,
        row.calls,
        row.seen,
        row.videos,
        "; ".join(row.waived),
        row.held.valid_until.isoformat() if row.held else "",
        row.held.serial if row.held else "",
        row.last.score if row.last else "",
        ("yes" if row.last.passed else "no") if row.last else "",
        "; ".join(step.what for step in row.late),
        row.late[0].due_on.isoformat() if row.late else "",
    )


def _line(cells: tuple[object, ...]) -> str:
    text = StringIO()
    csv.writer(text).writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula, made text again."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell
