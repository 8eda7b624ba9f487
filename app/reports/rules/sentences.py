"""The sentences a team and a person come to: counts with their denominators, never a ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.rules.standing import PersonRow
from app.web.formats import count_word, day


@dataclass(frozen=True, slots=True)
class Figures:
    """A team in numbers. `longest_late` is in days; `passed` are those of `handed_over` whose last handover passed;
    `waived` are steps, and `with_waived` the people of whom some are. `joined` are those whose first day has come."""

    people: int
    on_path: int
    ready: int
    late: int
    longest_late: int
    lapsing: int
    handed_over: int
    passed: int
    waived: int
    with_waived: int
    joined: int | None = None


def figures(rows: Sequence[PersonRow]) -> Figures:
    """The numbers of these people; who is to follow no path, or has yet to join, counts among `people` only."""
    on_path = [row for row in rows if row.standing not in ("no_path", "to_join")]
    days = [step.days for row in on_path for step in row.late]
    lasts = [row.last for row in on_path if row.last is not None]
    return Figures(
        people=len(rows),
        on_path=len(on_path),
        ready=sum(row.standing == "ready" for row in rows),
        late=sum(row.standing == "late" for row in rows),
        longest_late=max(days, default=0),
        lapsing=sum(row.lapses_soon for row in on_path),
        handed_over=len(lasts),
        passed=sum(last.passed for last in lasts),
        waived=sum(len(row.waived) for row in rows),
        with_waived=sum(bool(row.waived) for row in rows),
        joined=sum(row.standing != "to_join" for row in rows),
    )


def headline(numbers: Figures) -> str:
    """One or two sentences: how many are ready, and what needs looking at."""
    if not numbers.people:
        return "Nobody is in this team yet."
    if numbers.joined == 0:
        return "Nobody in this team has joined yet."
    if not numbers.on_path:
        return "Nobody in this team has a path to follow."
    return f"{_readiness(numbers)} {_attention(numbers)}".strip()


def _readiness(numbers: Figures) -> str:
    ready, total = numbers.ready, numbers.on_path
    if total == 1:
        return "The one person here is ready." if ready else "The one person here is not ready yet."
    if ready == total:
        return "Both are ready." if total == 2 else f"All {_said(total, total)} are ready."
    if not ready:
        return f"None of {_said(total, total)} is ready yet."
    return f"{_said(ready, total).capitalize()} of {_said(total, total)} {_is(ready)} ready."


def _attention(numbers: Figures) -> str:
    if numbers.late:
        return f"{_said(numbers.late, numbers.on_path).capitalize()} {_is(numbers.late)} late."
    if numbers.lapsing:
        count = _said(numbers.lapsing, numbers.on_path).capitalize()
        thing = "certificate lapses" if numbers.lapsing == 1 else "certificates lapse"
        return f"{count} {thing} within 30 days."
    return "" if numbers.ready == numbers.on_path else "Nobody is late."


def person_headline(row: PersonRow) -> str:
    """The sentence one person's page opens with."""
    if row.standing == "no_path":
        return f"No path is required of {row.first_name}."
    if row.standing == "to_join":
        return f"{row.first_name} joins on {day(row.joined_on)}."
    if row.standing == "late":
        count = len(row.late)
        return f"{row.first_name} is late with {_said(count, count)} {'thing' if count == 1 else 'things'}."
    if row.standing == "on_the_way":
        left = len(row.to_do)
        return f"{row.first_name} is on the way: {_said(left, left)} {'step' if left == 1 else 'steps'} left."
    if row.certificate is None:
        return f"{row.first_name} has nothing left to do." if row.waived else f"{row.first_name} has done every step."
    stands = "lapsed on" if row.certificate.state == "lapsed" else "stands until"
    return f"{row.first_name} is ready. The certificate {stands} {day(row.certificate.valid_until)}."


def _said(number: int, total: int) -> str:
    """In words; in figures as soon as the total it stands beside is."""
    return count_word(number) if count_word(total).isalpha() else str(number)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
