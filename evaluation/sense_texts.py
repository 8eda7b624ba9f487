"""Points and sentences as the encoders of the sense are given them while they are taught."""

import random
from collections.abc import Mapping, Sequence

from app.handover.sense import LONGEST, WAYS
from app.language.wordpieces import BEGINNING, END, pieces
from evaluation.sense_lessons import TaughtPoint

_FEWER_WAYS = 0.3


def written(point: TaughtPoint) -> str:
    """A point as the product writes it."""
    return under(" / ".join(point.ways[:WAYS]), point.item)


def written_anyhow(point: TaughtPoint, chance: random.Random) -> str:
    """A point by its ways in some order, now and then by fewer of them."""
    ways = chance.sample(point.ways, len(point.ways))
    if len(ways) > 1 and chance.random() < _FEWER_WAYS:
        ways = ways[: chance.randint(1, len(ways))]
    return under(" / ".join(ways[:WAYS]), point.item)


def under(text: str, section: str | None) -> str:
    """A text below the heading it stands under."""
    return f"{section.replace('_', ' ')}: {text}" if section else text


def numbers(texts: Sequence[str], known: Mapping[str, int]) -> list[list[int]]:
    """The numbers of each text's pieces, between those that begin and end a text."""
    return [[known[BEGINNING], *behind(text, known)] for text in texts]


def behind(text: str, known: Mapping[str, int]) -> list[int]:
    """The numbers of a text's pieces as they follow another text."""
    return [*pieces(text, known)[:LONGEST], known[END]]
