"""What a manager could do this week: support to give, a person a line, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.reports.rules.standing import PersonRow, missing_part
from app.web.formats import count_of, count_word, day

Kind = Literal["talk", "renew", "read_debrief"]

MOST = 10


@dataclass(frozen=True, slots=True)
class Support:
    """One thing to do for one person. `attempt_id` is the handover to read together, for `read_debrief`."""

    person_id: int
    name: str
    kind: Kind
    text: str
    attempt_id: int | None = None


def worth_doing(rows: Sequence[PersonRow]) -> tuple[Support, ...]:
    """At most one thing a person, in the rows' order: who is late, whose certificate lapses, whose call went badly."""
    found = (_late(row) or _lapsing(row) or _not_passed(row) for row in rows)
    return tuple(support for support in found if support is not None)


def _late(row: PersonRow) -> Support | None:
    if row.standing != "late":
        return None
    step = row.late[0]
    more = f", and {count_word(len(row.late) - 1)} more" if len(row.late) > 1 else ""
    today = step.due_on + timedelta(days=step.days)
    due = f"{_first_letter(step.what)} was due {_beside(step.due_on, today)}{more}."
    return Support(row.id, row.name, "talk", f"joined {_beside(row.joined_on, today)}; {_so_far(row)}. {due}")


def _beside(on: date, today: date) -> str:
    """The day, with its year where that is another than today's."""
    return f"{on.day} {on:%B}" if on.year == today.year else day(on)


def _so_far(row: PersonRow) -> str:
    if not row.read + row.checked + row.passed + row.seen:
        return "nothing of the path begun yet"
    read, passed = count_of(row.read, row.modules), count_of(row.passed, row.calls)
    videos = f", {count_of(row.seen, row.videos)} videos seen" if row.videos else ""
    return f"{read} modules read, {count_word(row.checked)} checked{videos}, {passed} calls passed"


def _lapsing(row: PersonRow) -> Support | None:
    steps = row.renewed_by
    if row.certificate is None or not row.lapses_soon or not steps:
        return None
    minutes = sum(step.minutes for step in steps)
    what = missing_part(steps[0]) if len(steps) == 1 else f"{count_word(len(steps))} steps"
    renew = "renews" if len(steps) == 1 else "renew"
    until = day(row.certificate.valid_until)
    text = f"the certificate lapses after {until}. {_first_letter(what)} {renew} it, about {minutes} minutes."
    return Support(row.id, row.name, "renew", text)


def _not_passed(row: PersonRow) -> Support | None:
    if row.last is None or row.last.passed:
        return None
    text = f"the last handover scored {row.last.score} and did not pass. Offer to read the debrief together."
    return Support(row.id, row.name, "read_debrief", text, row.last.attempt_id)


def _first_letter(text: str) -> str:
    return text[:1].upper() + text[1:]
