"""All that is said of a page of the pack: what must be mended, and what is worth reading, or everything."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from app.authoring.advice.filling import unfilled_in
from app.authoring.findings import Findings, first_few
from app.authoring.pages import ending, exercising, guessing, questions, sources, terms, wording
from app.authoring.pages.blocks import without_comments
from app.authoring.pages.draft import ModuleDraft, PageDraft
from app.authoring.skeleton import FILL_IN
from app.content.glossary import Glossary
from app.content.problems import Problem
from app.content.prose import Prose
from app.content.reading import Document

PageRule = Callable[[PageDraft], Iterator[Problem]]
ModuleRule = Callable[[ModuleDraft], Iterator[Problem]]

# What makes a module one that cannot be worked through as its author means it.
_REFUSING: tuple[ModuleRule, ...] = (exercising.misplaced, exercising.unmarkable)
_OF_A_PAGE: tuple[PageRule, ...] = (
    sources.unsourced_figures,
    sources.stray_footnotes,
    wording.hard_to_read,
    wording.long_sentences,
)
_OF_A_MODULE: tuple[ModuleRule, ...] = (
    ending.no_one_screen,
    exercising.unplaced,
    questions.shallow_pool,
    questions.unexplained,
    guessing.right_by_length,
    guessing.right_by_place,
    guessing.sticking_out,
    terms.unlinked,
)


def on_module(draft: ModuleDraft, everything: bool = False) -> Findings:
    """What is said of a module: of each rule the first few, or all.

    While some of a new module is still to be filled in, that is all the advice there is.
    """
    problems = tuple(chain.from_iterable(rule(draft) for rule in _REFUSING))
    unfilled = (*_unfilled(draft.page), *unfilled_in(draft.check), *unfilled_in(draft.practice))
    if unfilled:
        return Findings(problems, unfilled)
    found = chain((rule(draft.page) for rule in _OF_A_PAGE), (rule(draft) for rule in _OF_A_MODULE))
    return Findings(problems, _some(found, everything))


def on_guide(page: PageDraft, everything: bool = False) -> Findings:
    """What is said of a guide: of each rule the first few, or all."""
    unfilled = tuple(_unfilled(page))
    return Findings((), unfilled or _some((rule(page) for rule in _OF_A_PAGE), everything))


def on_glossary(glossary: Glossary, pages: Iterable[Prose], document: Document, everything: bool = False) -> Findings:
    """What is said of the glossary; `pages` are all that could link to it."""
    found = (terms.unused(glossary, pages, document), terms.hard_to_read(glossary, document))
    return Findings((), _some(found, everything))


def _some(found: Iterable[Iterator[Problem]], everything: bool) -> tuple[Problem, ...]:
    return tuple(chain.from_iterable(found if everything else map(first_few, found)))


def _unfilled(page: PageDraft) -> Iterator[Problem]:
    """Each line of a page that still holds the words of the skeleton."""
    for number, line in enumerate(without_comments(page.text).split("\n"), start=1):
        if FILL_IN in line:
            what = "this line is still to be filled in."
            yield page.problem(number, what, "Other advice follows when all of them are.")
