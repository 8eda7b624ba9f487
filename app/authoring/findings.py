"""What the check says of one file or page, and how much of it is worth reading at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.content.problems import Problem

MOST_OF_A_RULE = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """What the content check says: what must be mended, and advice."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def first_few(found: Iterable[Problem]) -> Iterator[Problem]:
    """What one rule found, or the first three of it and a line that counts the rest."""
    every = list(found)
    yield from every[:MOST_OF_A_RULE]
    if len(every) > MOST_OF_A_RULE:
        following = every[MOST_OF_A_RULE]
        what = f"{len(every) - MOST_OF_A_RULE} more like the one before it, the next: {following.what}"
        yield replace(following, what=what, mend="See them all with --all.")
