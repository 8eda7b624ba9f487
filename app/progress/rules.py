"""Pure decisions about a path: what is done, due and late, when a certificate is earned, stands and lapses.

The renewal rule. A certificate stands up to and including the day it is valid until. Its renewal window opens 60
days before that (or half its term, when that is shorter) and does not close. From then on every scenario of the
path is to be passed again; when all of them have been, on or after the opening, and nothing else of the path is
open, a new certificate is issued. The old one stands unchanged. A path without scenarios renews by its knowledge
checks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.content.path import LearningPath, PathStep
from app.web.formats import count_word, day

StepMark = Literal["done", "next", "open", "late"]
CertificateMark = Literal["stands", "lapses_soon", "lapsed"]

LAPSES_SOON = timedelta(days=30)
RENEWAL_WINDOW = timedelta(days=60)
SERIAL_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none of 0 O 1 I L, which tired eyes take for one another
_SERIAL_PREFIX = "BTN"
_SERIAL_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Done:
    """A completion as the rules see it; `on` is the day of `at` where the organisation is."""

    kind: str
    slug: str
    content_hash: str
    score: int | None
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Held:
    """The dates of a certificate; `valid_until` is the last day on which it stands."""

    issued_on: date
    valid_until: date
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """What is being worked towards: the first certificate, or the renewal of an earlier one.

    In a renewal, completions of the kind `renews` count when they were made after `after` and on or after
    `opened_on`; their steps are due on `due_on`, the last day of the certificate they renew.
    """

    renews: str = ""
    opened_on: date = date.min
    after: datetime | None = None
    due_on: date | None = None

    def counts(self, done: Done) -> bool:
        """Whether this completion counts in this round."""
        if self.after is None or done.kind != self.renews:
            return True
        return done.at > self.after and done.on >= self.opened_on


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Where a person stands with one step. Scores are the best that count; `changed` since it was done last."""

    due_on: date
    done_on: date | None = None
    read_on: date | None = None
    check_score: int | None = None
    score: int | None = None
    hashes: frozenset[str] = frozenset()


def is_for(path: LearningPath, roles: frozenset[str]) -> bool:
    """Whether the path is required of somebody with these roles."""
    return not roles.isdisjoint(path.roles)


def certificate_mark(valid_until: date, today: date) -> CertificateMark:
    """Whether a certificate stands, lapses within 30 days, or has lapsed."""
    if today > valid_until:
        return "lapsed"
    return "lapses_soon" if valid_until - today <= LAPSES_SOON else "stands"


def renewal_opens(held: Held) -> date:
    """The first day on which renewing this certificate is possible."""
    return held.valid_until - min(RENEWAL_WINDOW, timedelta(days=(held.valid_until - held.issued_on).days // 2))


def round_of(path: LearningPath, certificates: Sequence[Held], today: date) -> Round:
    """The round a person is in: renewing once the newest certificate's window is open, else as it was earned."""
    in_order = sorted(certificates, key=lambda held: held.issued_at)
    renewed = in_order if in_order and today >= renewal_opens(in_order[-1]) else in_order[:-1]
    if not renewed:
        return Round()
    last = renewed[-1]
    return Round(_kind_renewed(path), renewal_opens(last), last.issued_at, last.valid_until)


def _kind_renewed(path: LearningPath) -> str:
    return "scenario" if any(step.kind == "scenario" for step in path.steps) else "check"


def facts_of(step: PathStep, joined_on: date, completions: Sequence[Done], current: Round) -> StepFacts:
    """Where a person stands with a step: a module is done when read and its check passed, a scenario when passed."""
    slug = step.slug
    mine = sorted((d for d in completions if d.slug == slug and current.counts(d)), key=_moment)
    due_on = joined_on + timedelta(days=step.due_days)
    if step.kind == "scenario":
        passes = [done for done in mine if done.kind == "scenario"]
        due_on = current.due_on if current.renews == "scenario" and current.due_on else due_on
        return StepFacts(due_on, _first(passes), score=_best(passes), hashes=_hashes(passes))
    readings = [done for done in mine if done.kind == "reading"]
    checks = [done for done in mine if done.kind == "check"]
    due_on = current.due_on if current.renews == "check" and current.due_on else due_on
    read_on, passed_on = _first(readings), _first(checks)
    done_on = max(read_on, passed_on) if read_on and passed_on else None
    return StepFacts(due_on, done_on, read_on, check_score=_best(checks), hashes=_hashes(readings))


def _moment(done: Done) -> datetime:
    return done.at


def _first(done: Sequence[Done]) -> date | None:
    return done[0].on if done else None


def _best(done: Sequence[Done]) -> int | None:
    return max((d.score for d in done if d.score is not None), default=None)


def _hashes(done: Sequence[Done]) -> frozenset[str]:
    return frozenset(d.content_hash for d in done)


def marks_of(facts: Sequence[StepFacts], today: date) -> list[StepMark]:
    """The state of each step in path order: done, late, next (the first open one), or open."""
    marks: list[StepMark] = []
    first_open = next((index for index, step in enumerate(facts) if step.done_on is None), None)
    for index, step in enumerate(facts):
        if step.done_on is not None:
            marks.append("done")
        elif today > step.due_on:
            marks.append("late")
        else:
            marks.append("next" if index == first_open else "open")
    return marks


def earns_certificate(path: LearningPath, completions: Sequence[Done], certificates: Sequence[Held], on: date) -> bool:
    """Whether a certificate is to be issued on this day: every step done, and none issued for that already."""
    newest = max(certificates, key=lambda held: held.issued_at, default=None)
    if newest is not None and on < renewal_opens(newest):
        return False
    current = round_of(path, certificates, on)
    return all(facts_of(step, date.min, completions, current).done_on for step in path.steps)


def valid_until(path: LearningPath, issued_on: date) -> date:
    """The last day on which a certificate issued on this day stands."""
    return issued_on + timedelta(days=path.certificate.valid_days if path.certificate else 365)


def headline(
    left: int, late: int, until: date | None, today: date, *, renewing: bool = False, calls_only: bool = False
) -> str:
    """The sentence a path comes to: `left` and `late` count its steps, `until` is the certificate's last day."""
    if renewing and until is not None:
        stands = f"stands until {day(until)}" if today <= until else f"lapsed on {day(until)}"
        thing = "call" if calls_only else "thing"
        renew = f"One {thing} renews it." if left == 1 else f"{count_word(left).capitalize()} {thing}s renew it."
        return f"Your certificate {stands}. {renew}"
    if late:
        return "One thing is late." if late == 1 else f"{count_word(late).capitalize()} things are late."
    if left:
        return "One thing left." if left == 1 else "One thing next."
    return f"Your path is complete. Your certificate stands until {day(until)}." if until else "Your path is complete."


def new_serial(choose: Callable[[str], str]) -> str:
    """A serial such as BTN-7K3M-9QXD; `choose` picks one sign of those it is given."""
    return _written("".join(choose(SERIAL_SIGNS) for _ in range(_SERIAL_LENGTH)))


def canonical_serial(typed: str) -> str | None:
    """The serial meant by what somebody typed, in any case, with or without hyphens or BTN; None for no serial."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) == len(_SERIAL_PREFIX) + _SERIAL_LENGTH:
        signs = signs.removeprefix(_SERIAL_PREFIX)
    if len(signs) != _SERIAL_LENGTH or not set(signs) <= set(SERIAL_SIGNS):
        return None
    return _written(signs)


def _written(signs: str) -> str:
    return f"{_SERIAL_PREFIX}-{signs[:4]}-{signs[4:]}"
