"""Markdown into HTML that is safe to show: an allow-list of tags, and nothing else survives."""

import re

import markdown
import nh3

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
    "a": {"footnote-ref", "footnote-backref"},
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


def _only_our_own_images(tag: str, attribute: str, value: str) -> str | None:
    """Drops the address of a picture on another host: nothing a page shows may be loaded from elsewhere."""
    elsewhere = tag == "img" and attribute == "src" and not _OWN_FILE.fullmatch(value)
    return None if elsewhere else value


def to_html(text: str) -> str:
    """Safe HTML of a Markdown text. Headings begin at h2: the page owns h1."""
    html = markdown.markdown(
        text,
        extensions=_EXTENSIONS,
        extension_configs={
            "tables": {"use_align_attribute": True},
            "toc": {"baselevel": 2},
            "footnotes": {"BACKLINK_TITLE": "Back to the text, note {}"},
        },
        output_format="html",
    )
    html = html.replace("<th></th>", "<td></td>")  # an empty heading tells a screen reader of a column it cannot name
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_only_our_own_images,
        link_rel="noopener",
        url_schemes={"https", "mailto"},
    )
