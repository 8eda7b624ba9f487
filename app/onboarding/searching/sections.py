"""The content cut into what search leads to: each heading's stretch, each note, item, term and video."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import chain
from typing import Literal

from app.content.checklist import ChecklistItem
from app.content.glossary import Term
from app.content.library import Library
from app.content.prose import plain
from app.content.typography import typographic
from app.content.video import Video

Kind = Literal["module", "guide", "checklist", "glossary", "video"]

# Part of the version, so that an index is made anew when a newer program makes it otherwise.
_MADE = "1"
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_NOTES = '<div class="footnote">'
_NOTE = re.compile(r'<li id="(fn:[^"]+)">(.*?)</li>', re.DOTALL)
_LEFT_OUT = re.compile(
    r'<sup id="fnref[^"]*">.*?</sup>|<a class="footnote-backref".*?</a>|<p>\[practice: [a-z0-9-]+\]</p>', re.DOTALL
)
_CELL_ENDS = re.compile(r"</t[dh]>(?=\s*<t[dh])")
_LINE_ENDS = re.compile(
    r'(?<=[^.:?!”…,;>\s])(?:</(?:li|dt|h[34])>|</t[dh]>\s*</tr>)|(?<=<p class="admonition-title">)([^<]*)</p>'
)
_WITHIN_A_LINE = re.compile(r"</?(?:a|abbr|code|em|strong|sub|sup)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Section:
    """One place to be found, `anchor` on the page of `slug`. `name` is what it is called, `also` are other forms of
    that, `above` is the title of what it belongs to."""

    kind: Kind
    slug: str
    anchor: str
    name: str
    above: str
    words: str
    also: tuple[str, ...] = ()


def sections_of(library: Library) -> tuple[Section, ...]:
    """Everything that is searched, in the order of the content."""
    modules = (
        _page("module", one.slug, one.title, " ".join([one.summary, *map(_ended, one.objectives)]), one.prose.html)
        for one in library.modules.values()
    )
    guides = (_page("guide", one.slug, one.title, one.summary, one.prose.html) for one in library.guides.values())
    terms = map(_term, library.glossary.terms)
    items = map(_item, library.checklist.items)
    videos = map(_video, library.videos.values())
    return tuple(chain(terms, items, chain.from_iterable(modules), chain.from_iterable(guides), videos))


def version_of(sections: tuple[Section, ...]) -> str:
    """What identifies an index made of these sections: 32 hexadecimal digits."""
    told = repr((_MADE, [astuple(section) for section in sections]))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _page(kind: Kind, slug: str, title: str, summary: str, html: str) -> Iterator[Section]:
    """A page of prose: what stands before its first heading, each heading's stretch, and each note."""
    text, _, notes = html.partition(_NOTES)
    pieces = _HEADING.split(text)
    yield Section(kind, slug, "", title, "", f"{summary} {_words(pieces[0])}".strip())
    for anchor, heading, below in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        yield Section(kind, slug, anchor, _words(heading), title, _words(below))
    for number, (anchor, note) in enumerate(_NOTE.findall(notes), start=1):
        yield Section(kind, slug, anchor, f"Note {number}", title, _words(note))


def _term(term: Term) -> Section:
    also = f"Also: {', '.join(term.also)}." if term.also else ""
    words = typographic(f"{term.means} {also}".strip())
    return Section("glossary", "", term.id, typographic(term.term), "", words, term.also)


def _item(item: ChecklistItem) -> Section:
    wordings = (("Good", item.good), ("Poor", item.poor))
    told = [f"{what}: “{wording.text}” {wording.why}".strip() for what, wording in wordings if wording]
    return Section("checklist", "", item.id, item.label, "", typographic(" ".join([item.ask, item.why, *told])))


def _video(video: Video) -> Section:
    said = chain.from_iterable(
        (_ended(chapter.headline), *(passage.words for passage in chapter.passages)) for chapter in video.transcript
    )
    return Section("video", video.slug, "", video.title, "", " ".join([video.summary, *said]))


def _words(html: str) -> str:
    """The words of some HTML as one line to quote from: cells and entries of lists are told apart."""
    html = _LEFT_OUT.sub("", html)
    html = _CELL_ENDS.sub(" · ", html)
    html = _LINE_ENDS.sub(lambda match: f"{match[1]}: " if match[1] else ". ", html)
    return plain(_WITHIN_A_LINE.sub("", html))


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!", "…")) else f"{sentence}."
