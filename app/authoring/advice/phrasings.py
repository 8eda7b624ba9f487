"""Questions of the checklist that could stand for either of two items."""

from collections.abc import Iterator

from app.authoring.advice.draft import content
from app.content.checklist import Checklist
from app.content.problems import Problem
from app.content.reading import Document, Location

_WORDS = 2  # one word, as in "What still works?", is told apart by the small ones around it


def phrasings_alike(checklist: Checklist, document: Document) -> Iterator[Problem]:
    """Ways of asking for two items that have the same words but for the small ones."""
    owner: dict[frozenset[str], tuple[str, str]] = {}
    for at, item in enumerate(checklist.items):
        asked: list[tuple[Location, str]] = [(("items", at, "ask"), item.ask)]
        asked += [(("items", at, "ask_also", number), text) for number, text in enumerate(item.ask_also)]
        for place, text in asked:
            words = content(text)
            other, first = owner.setdefault(words, (item.id, text))
            if len(words) >= _WORDS and other != item.id:
                what = f"'{text}' asks for '{item.id}' in the words in which '{first}' asks for '{other}'."
                yield document.problem(place, what, "Say in it what is asked for.")
