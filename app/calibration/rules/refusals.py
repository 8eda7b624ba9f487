"""What this room refuses, each with the sentence the person is told."""

from collections.abc import Mapping


class Refused(Exception):
    """Nothing was finished; the message says why in a sentence."""


class NotTheirs(Refused):
    """There is no such handover or rating, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__("There is no such rating, or it is somebody else's.")


class OwnHandover(Refused):
    """Whoever handed over cannot rate it."""

    def __init__(self) -> None:
        super().__init__("This is a handover of your own. Nobody rates their own; choose another.")


class RateFirst(Refused):
    """Somebody who is rating a handover, or could still do so, wants to see another's rating of it.

    `attempt_id` when it is one from practice, to begin or to go on with it.
    """

    def __init__(self, attempt_id: int | None = None) -> None:
        super().__init__("You can rate this handover yourself. Finish your own rating first, then you see the others.")
        self.attempt_id = attempt_id


class AlreadyFinished(Refused):
    """A finished rating never changes."""

    def __init__(self) -> None:
        super().__init__("This rating is finished and stays as it is.")


class StaleRating(Refused):
    """Another tab kept other answers since this one was opened."""

    def __init__(self) -> None:
        super().__init__("Another tab has kept other answers since. Yours stand here; keep them to make them count.")


class NotRated(Refused):
    """The rating cannot be finished, or its words not be kept.

    `undecided` and `words` are sentences by item, of its verdict and of its words; `mistakes` are both in one.
    """

    def __init__(self, undecided: Mapping[str, str], words: Mapping[str, str]) -> None:
        super().__init__("Something is left to mend before this rating is finished.")
        self.undecided = undecided
        self.words = words

    @property
    def mistakes(self) -> Mapping[str, str]:
        items = (*self.undecided, *(item for item in self.words if item not in self.undecided))
        return {item: " ".join(said[item] for said in (self.undecided, self.words) if item in said) for item in items}


class NotPasted(Refused):
    """The pasted handover cannot be taken as it is; `mistakes` are sentences by field."""

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        super().__init__(" ".join(mistakes.values()))
        self.mistakes = mistakes
