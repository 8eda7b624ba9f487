"""What a new scenario or module still has to be given: texts that say of themselves that they are to be filled in."""

from collections.abc import Iterator
from typing import Any

from app.authoring.advice.draft import Draft
from app.authoring.skeleton import FILL_IN
from app.content.problems import Problem
from app.content.reading import Document, Location


def unfilled(draft: Draft) -> Iterator[Problem]:
    """Each key of a scenario whose text still holds the words of the skeleton."""
    return unfilled_in(draft.document)


def unfilled_in(document: Document) -> Iterator[Problem]:
    """Each key of a document whose text still holds the words of the skeleton."""
    for place in _places(document.data, ()):
        where = ".".join(str(part) for part in place)
        what = f"'{where}' is still to be filled in."
        yield document.problem(place, what, "Other advice follows when all of them are.")


def _places(data: Any, at: Location) -> Iterator[Location]:
    if isinstance(data, str):
        if FILL_IN in data:
            yield at
        return
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _places(key, (*at, key))
            yield from _places(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _places(value, (*at, index))
