"""What this room refuses, each with the sentence the person is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


class Refused(Exception):
    """Nothing was changed; the message says why in a sentence."""


class NotTheirs(Refused):
    """There is no such attempt or scenario, or it belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__("There is no such call, or it belongs to somebody else.")


class CallOver(Refused):
    """The attempt was handed over or closed, so nothing can be added to it."""

    def __init__(self, state: str) -> None:
        how = "has been handed over" if state == "handed_over" else "was closed after a day without you"
        super().__init__(f"This call {how}. Nothing can be added to it; what you had is kept.")


class TooLate(CallOver):
    """The minutes after the handover are over, so nothing more can be sent or asked."""

    def __init__(self) -> None:
        Refused.__init__(self, "The five minutes after the handover are over, so this was not sent.")


class NotSentYet(Refused):
    """Words for an update stand in the box although nothing more was to follow."""

    def __init__(self) -> None:
        super().__init__("There are words in the box that were not sent. Send them, or empty the box.")


class NotAnswered(Refused):
    """The answers to the questions back cannot be taken as they are (all empty, too long)."""


class AlreadyAnswered(Refused):
    """The questions back were answered before, from another tab, with other words."""

    def __init__(self) -> None:
        super().__init__("These questions have been answered already, with other words. It can be done once.")


class ClockStopped(Refused):
    """The attempt is paused."""

    def __init__(self) -> None:
        super().__init__("The call is paused. Go on with it, then ask.")


@dataclass(frozen=True, slots=True)
class NewerWords:
    """The handover as another tab saved it."""

    text: str
    fields: dict[str, str]
    decision: str | None
    revision: int
    saved_at: datetime


class StaleDraft(Refused):
    """Another tab saved newer words; both are kept until the person chooses."""

    def __init__(self, newer: NewerWords) -> None:
        super().__init__("Another tab has saved newer words. Yours are still here, not saved yet.")
        self.newer = newer


class AlreadyHandedOver(Refused):
    """Other words were handed over before, from another tab; these stay where they were typed."""

    def __init__(self) -> None:
        super().__init__("Another tab has handed this call over already, with other words. It can be done once.")


class NotTaken(Refused):
    """What came in cannot be taken as it is (empty, too long, nobody there)."""


class NotDisputed(Refused):
    """The sentence on a verdict cannot be taken as it is (empty, too long)."""


class NotRuled(Refused):
    """The ruling cannot be taken as it is; `mistakes` are sentences by field."""

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        super().__init__(" ".join(mistakes.values()))
        self.mistakes = mistakes


class AlreadyDisputed(Refused):
    """This verdict was disputed before, with other words."""

    def __init__(self, answered: bool) -> None:
        where = "and a trainer has ruled on it" if answered else "and it waits for a trainer"
        super().__init__(f"You have said once that you see this verdict differently, {where}. Once is enough.")


class StaleRuling(Refused):
    """A colleague ruled on the verdict, or its agent disputed it, since the page was opened."""

    def __init__(self) -> None:
        super().__init__("Something was said on this verdict since you opened it. Read it, then rule again if need be.")


class OwnAttempt(Refused):
    """Whoever handed over cannot rule on it."""

    def __init__(self) -> None:
        super().__init__("This is a handover of your own. Nobody rules on their own; a colleague does.")


class NotCommented(Refused):
    """The comment on a moment cannot be taken as it is (empty, too long)."""


class OwnCall(Refused):
    """Whoever took the call cannot comment on it."""

    def __init__(self) -> None:
        super().__init__("This is a call of your own. A colleague says something about it.")


class NotAdded(Refused):
    """The phrasing cannot be taken as it is (no words, too long, nothing chosen)."""
