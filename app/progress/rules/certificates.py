"""When a certificate stands, lapses and is to be renewed.

The renewal rule. A certificate stands up to and including the day it is valid until. Its renewal window opens 60
days before that (or half its term, when that is shorter) and does not close. From then on every scenario of its
path is to be passed again; when all of them have been, on or after the opening, and nothing else of the path is
open, a new certificate is issued. The old one stands unchanged. A path without scenarios renews by its knowledge
checks, none by its videos. A step that is waived takes no part in this.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.content.path import CertificateTerms, PathStep, StepKind

CertificateMark = Literal["stands", "lapses_soon", "lapsed"]

# The completions by which a step is done once more; a module is not read again for it.
AGAIN: Mapping[StepKind, frozenset[str]] = {
    "module": frozenset({"check"}),
    "scenario": frozenset({"scenario"}),
    "video": frozenset({"watching", "transcript"}),
}

LAPSES_SOON = timedelta(days=30)
RENEWAL_WINDOW = timedelta(days=60)


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
    """What is being worked towards: the first time, or once more.

    When it is once more, completions by which steps of the kind `renews` are done again count when they were made
    after `after` and on or after `opened_on`; their steps are due on `due_on`, such as the last day of the certificate
    they renew.
    """

    renews: StepKind | None = None
    opened_on: date = date.min
    after: datetime | None = None
    due_on: date | None = None

    def counts(self, done: Done) -> bool:
        """Whether this completion counts in this round."""
        if self.after is None or self.renews is None or done.kind not in AGAIN[self.renews]:
            return True
        return done.at > self.after and done.on >= self.opened_on


def certificate_mark(valid_until: date, today: date) -> CertificateMark:
    """Whether a certificate stands, lapses within 30 days, or has lapsed."""
    if today > valid_until:
        return "lapsed"
    return "lapses_soon" if valid_until - today <= LAPSES_SOON else "stands"


def newest(certificates: Collection[Held]) -> Held | None:
    """The certificate issued last."""
    return max(certificates, key=lambda held: held.issued_at, default=None)


def renewal_opens(held: Held) -> date:
    """The first day on which renewing this certificate is possible."""
    return held.valid_until - min(RENEWAL_WINDOW, timedelta(days=(held.valid_until - held.issued_on).days // 2))


def is_renewing(certificates: Collection[Held], today: date) -> bool:
    """Whether the renewal window of the newest certificate is open."""
    last = newest(certificates)
    return last is not None and today >= renewal_opens(last)


def round_of(steps: Sequence[PathStep], certificates: Sequence[Held], today: date) -> Round:
    """The round a person is in with these steps: renewing once the newest certificate's window is open, else as it
    was earned."""
    in_order = sorted(certificates, key=lambda held: held.issued_at)
    renewed = in_order if is_renewing(in_order, today) else in_order[:-1]
    if not renewed:
        return Round()
    last = renewed[-1]
    return Round(_kind_renewed(steps), renewal_opens(last), last.issued_at, last.valid_until)


def _kind_renewed(steps: Sequence[PathStep]) -> StepKind:
    return "scenario" if any(step.kind == "scenario" for step in steps) else "module"


def valid_until(terms: CertificateTerms, issued_on: date) -> date:
    """The last day on which a certificate issued on this day stands."""
    return issued_on + timedelta(days=terms.valid_days)
