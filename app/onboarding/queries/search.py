"""Reads of search: what was typed, what was found, and what to do when that is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.content.library import Library
from app.onboarding.searching.asked import LONGEST, Sought, alone, mended, sought
from app.onboarding.searching.excerpts import Piece, excerpt, marked
from app.onboarding.searching.index import keep_current, searched
from app.onboarding.searching.query import Row, found
from app.web.formats import count_word

# As many as somebody looks through before they would rather ask otherwise.
SHOWN = 20
_KINDS = {
    "module": "Module",
    "guide": "Guide",
    "checklist": "Checklist",
    "glossary": "Glossary",
    "video": "Video",
}
_QUOTES = dict.fromkeys(map(ord, '“”„‟«»"'))


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found: what it is, its name and the words around, and where it is."""

    label: str
    above: str
    name: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    kind: str
    slug: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to a search. `meant` is the same search without slips of the finger, when nothing was found and there
    is one; `parts` are what may be found where all of it is not. `mistake` says why nothing was looked for."""

    typed: str
    headline: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    meant: str | None = None
    parts: tuple[str, ...] = ()
    mistake: str = ""


def search_page(typed: str, library: Library, *, everything: bool = False) -> SearchPage:
    """What the pack, its guides, the checklist, the glossary and the videos say of this; the best 20, or `everything`.

    Three statements: whether the index is of this content, how much was found, and what.
    """
    typed = " ".join(typed.replace("\0", " ").split())
    if not typed:
        return SearchPage(typed, "What are you looking for?")
    if len(typed) > LONGEST:
        mistake = f"That is longer than {LONGEST} characters. Your words are still here: keep the few that matter."
        return SearchPage(typed, "Too long to look for.", mistake=mistake)
    held = searched(library)
    wanted = sought(typed, held.vocabulary)
    if not wanted:
        mistake = "There is no word in this. Type one you would expect to read."
        return SearchPage(typed, "Nothing to look for.", mistake=mistake)
    keep_current(held)
    total, rows = found(wanted, typed, None if everything else SHOWN)
    if total:
        return SearchPage(typed, _headline(total, typed), tuple(_hit(row, wanted) for row in rows), total)
    meant = mended(typed, held.vocabulary)
    parts = alone(wanted, held.vocabulary) if meant is None else ()
    return SearchPage(typed, f"Nothing here speaks of {_quoted(typed)}.", meant=meant, parts=parts)


def _headline(total: int, typed: str) -> str:
    places = "place speaks" if total == 1 else "places speak"
    return f"{count_word(total).capitalize()} {places} of {_quoted(typed)}."


def _quoted(typed: str) -> str:
    return f"“{typed.translate(_QUOTES).strip()}”"


def _hit(row: Row, wanted: Sequence[Sought]) -> Hit:
    return Hit(
        label=_KINDS[row.kind],
        above=row.above,
        name=marked(row.name, wanted),
        excerpt=excerpt(row.words, wanted),
        kind=row.kind,
        slug=row.slug,
        anchor=row.anchor,
    )
