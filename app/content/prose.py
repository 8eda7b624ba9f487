"""Markdown into HTML that is safe to show, with what a page needs to know of it: headings, links and pictures."""

import re
from collections.abc import Sequence
from html import unescape

import markdown
import nh3

from app.content.links import Link, addressed
from app.content.shape import Shape

_TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "code", "dd", "details", "div", "dl", "dt", "em", "figcaption",
    "figure", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "section", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "div": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align", "colspan"},
    "th": {"align", "scope", "colspan"},
}
_CLASSES = {
    "a": {"footnote-ref", "footnote-backref", "term"},
    "div": {"admonition", "good", "poor", "note", "try", "source", "footnote"},
    "p": {"admonition-title"},
}
_EXTENSIONS = [
    "admonition",
    "tables",
    "footnotes",
    "def_list",
    "abbr",
    "toc",
    "sane_lists",
    "smarty",
    "attr_list",
]
_OWN_FILE = re.compile(r"(?!//)[\w./%-]+", re.ASCII)
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_PICTURE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')
_MARKUP = re.compile(r"<[^>]+>")


class Heading(Shape):
    """A heading of a page: the id it is jumped to by, and its words."""

    id: str
    text: str


class Picture(Shape):
    """A picture of a page: the address it is loaded from, and its words for those who do not see it."""

    source: str
    alt: str


class Prose(Shape):
    """A text as a page shows it."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()


def prose(text: str, folder: str = "") -> Prose:
    """Safe HTML of a Markdown text: an allow-list of tags, and nothing else survives. Headings begin at h2.

    Links into the pack (`module:…`) become addresses, and pictures those of files below `folder` of the content.
    """
    html, links = addressed(_marked_up(text))
    html = nh3.clean(
        _with_pictures(html, folder),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_only_our_own_images,
        link_rel="noopener",
        url_schemes={"https", "mailto"},
    )
    return Prose(html=html, headings=_headings(html), links=tuple(links), pictures=_pictures(html))


def plain(html: str) -> str:
    """The words of some HTML, without its markup."""
    return " ".join(unescape(_MARKUP.sub(" ", html)).split())


def section(html: str, heading: str) -> str:
    """What stands below the heading with this id, up to the next one or the notes; empty when it is not there."""
    _, found, rest = html.partition(f'<h2 id="{heading}">')
    if not found:
        return ""
    below = rest.partition("</h2>")[2]
    return re.split(r'<h2 id=|<div class="footnote">', below)[0].strip()


def _marked_up(text: str) -> str:
    html = markdown.markdown(
        text,
        extensions=_EXTENSIONS,
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "Back to the text, note {}"},
        },
        output_format="html",
    )
    html = html.replace("<h1 ", "<h2 ").replace("</h1>", "</h2>")  # the page owns h1
    return html.replace("<th></th>", "<td></td>")  # an empty heading names no column to a screen reader


def _only_our_own_images(tag: str, attribute: str, value: str) -> str | None:
    """Drops the address of a picture on another host: nothing a page shows may be loaded from elsewhere."""
    elsewhere = tag == "img" and attribute == "src" and not _OWN_FILE.fullmatch(value)
    return None if elsewhere else value


def _with_pictures(html: str, folder: str) -> str:
    """Pictures named beside the text, loaded from where the content's files are served."""
    if not folder:
        return html
    return re.sub(r'(<img\b[^>]*\bsrc=")(?!/|\w+:)', rf"\g<1>/media/{folder}/", html)


def _headings(html: str) -> tuple[Heading, ...]:
    return tuple(Heading(id=at, text=plain(words)) for at, words in _HEADING.findall(html))


def _pictures(html: str) -> tuple[Picture, ...]:
    found: Sequence[dict[str, str]] = [dict(_ATTRIBUTE.findall(tag)) for tag in _PICTURE.findall(html)]
    return tuple(Picture(source=each.get("src", ""), alt=unescape(each.get("alt", ""))) for each in found)
