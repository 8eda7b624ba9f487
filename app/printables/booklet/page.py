"""What stands in the booklet of the pack: every module in the path's order, then the glossary."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.content.exercises import Exercise
from app.content.glossary import Term
from app.content.library import Library
from app.content.module import Module

_ID = re.compile(r'\bid="([^"]+)"')
_WITHIN = re.compile(r'href="#([^"]+)"')
_MODULE = re.compile(r'href="/pack/([^"#]+)(?:#([^"]+))?"')
_TERM = re.compile(r'href="/glossary#([^"]+)"')
# A list item with a paragraph of its own is no valid item of a tagged PDF; the notes are made of such.
_ITEM = re.compile(r"(<li[^>]*>)\s*<p>((?:(?!</?p>).)*)</p>\s*</li>", re.DOTALL)
# Bold words within a link would make a second link of their own there.
_BOLD_LINK = re.compile(r"<a([^>]*)><strong>((?:(?!</strong>).)*)</strong></a>", re.DOTALL)
_ELSEWHERE = re.compile(r'href="(/[^"]*)"')


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a chapter as HTML, and the exercise after it."""

    html: str
    exercise: Exercise | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One module; `headings` are the ids within the booklet and words of its sections."""

    slug: str
    title: str
    summary: str
    minutes: int
    objectives: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """The whole pack on paper; `labels` names the checklist's items."""

    organisation: str
    address: str
    chapters: tuple[Chapter, ...]
    terms: tuple[Term, ...]
    labels: dict[str, str]


def booklet(library: Library, organisation: str, address: str) -> Booklet:
    """The booklet: modules in the order of the paths, those on no path behind; links within it lead to its own pages.

    `address` is where Baton is served, for links to what is not on paper.
    """
    place = {step.slug: number for number, step in enumerate(library.paths.steps)}
    modules = sorted(library.modules.values(), key=lambda module: place.get(module.slug, len(place)))
    printed = {module.slug for module in modules}
    return Booklet(
        organisation=organisation,
        address=address,
        chapters=tuple(_chapter(module, printed, address) for module in modules),
        terms=library.glossary.by_words,
        labels={item.id: item.label for item in library.checklist.items},
    )


def _chapter(module: Module, printed: Iterable[str], address: str) -> Chapter:
    return Chapter(
        slug=module.slug,
        title=module.title,
        summary=module.summary,
        minutes=module.minutes,
        objectives=module.objectives,
        headings=tuple((f"{module.slug}--{heading.id}", heading.text) for heading in module.prose.headings),
        passages=tuple(
            Passage(_on_paper(part.html, module.slug, printed, address), part.exercise) for part in module.parts
        ),
    )


def _on_paper(html: str, slug: str, printed: Iterable[str], address: str) -> str:
    """The HTML with ids that are its own in the whole booklet, and links that lead somewhere on paper."""

    def to_module(match: re.Match[str]) -> str:
        if match[1] not in printed:
            return f'href="{address}/pack/{match[1]}"'
        return f'href="#{match[1]}{f"--{match[2]}" if match[2] else ""}"'

    html = _ID.sub(rf'id="{slug}--\1"', html)
    html = _WITHIN.sub(rf'href="#{slug}--\1"', html)
    html = _MODULE.sub(to_module, html)
    html = _TERM.sub(r'href="#glossary--\1"', html)
    html = html.replace("<thead>\n<tr>\n<td></td>", "<thead>\n<tr>\n<th>&nbsp;</th>")  # a PDF wants every head there
    html = _BOLD_LINK.sub(r"<strong><a\1>\2</a></strong>", html)
    html = _ITEM.sub(r"\1\2</li>", html)
    return _ELSEWHERE.sub(rf'href="{address}\1"', html)
