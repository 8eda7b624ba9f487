"""What is looked up rather than read through: guides, the glossary by letter, a module on one page. No statement."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from app.content.glossary import Glossary, Term
from app.content.guide import Guide
from app.content.library import Library
from app.content.module import Module
from app.web.formats import count_word


@dataclass(frozen=True, slots=True)
class GuidesPage:
    """The guides in groups, each with its title."""

    headline: str
    groups: tuple[tuple[str, tuple[Guide, ...]], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A term as the glossary shows it, with the terms it points to."""

    id: str
    term: str
    means: str
    see: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The terms by their first letter."""

    headline: str
    letters: tuple[tuple[str, tuple[Explained, ...]], ...]


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """A module on one page, with the words it uses."""

    module: Module
    terms: tuple[Term, ...]


def guides_page(library: Library, roles: Collection[str]) -> GuidesPage:
    """Every guide: those for one of these roles, then the others; by title."""
    ordered = sorted(library.guides.values(), key=lambda guide: guide.title.casefold())
    yours = tuple(guide for guide in ordered if set(guide.readers) & set(roles))
    others = tuple(guide for guide in ordered if guide not in yours)
    groups = tuple((title, guides) for title, guides in (("For you", yours), ("For others", others)) if guides)
    if not ordered:
        return GuidesPage("There are no guides yet.", ())
    guides = "guide" if len(ordered) == 1 else "guides"
    return GuidesPage(f"{count_word(len(ordered)).capitalize()} {guides}, each for one task.", groups)


def glossary_page(glossary: Glossary) -> GlossaryPage:
    """The glossary by letter."""
    terms = glossary.by_words
    if not terms:
        return GlossaryPage("There are no words to explain yet.", ())
    explained = [Explained(one.id, one.term, one.means, _terms(glossary, one.see)) for one in terms]
    letters = tuple((letter, tuple(group)) for letter, group in groupby(explained, key=lambda one: one.term[0].upper()))
    return GlossaryPage(f"{count_word(len(terms)).capitalize()} words of the trade, explained.", letters)


def summary_page(library: Library, module: Module) -> SummaryPage:
    """What to keep of a module, and the terms it links to, in the order they are met."""
    return SummaryPage(module, _terms(library.glossary, (link.to for link in module.prose.links)))


def _terms(glossary: Glossary, ids: Iterable[str]) -> tuple[Term, ...]:
    return tuple(glossary[term_id] for term_id in dict.fromkeys(ids) if term_id in glossary)
