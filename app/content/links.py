"""Links from one text of the content to another part of it: `module:slug`, `guide:slug`, `glossary:id` and so on."""

import re
from collections.abc import Callable
from typing import Literal, cast

from app.content.shape import Shape

LinkKind = Literal["module", "guide", "glossary", "checklist", "scenario", "video"]
_ADDRESSES: dict[LinkKind, str] = {
    "module": "/pack/{}",
    "guide": "/guides/{}",
    "glossary": "/glossary#{}",
    "checklist": "/checklist#{}",
    "scenario": "/practice/{}",
    "video": "/videos/{}",
}
_LINK = re.compile(rf'<a href="({"|".join(_ADDRESSES)}):([^"#]*)(#[^"]*)?"')
_TO = "|".join(address.format(f'(?P<{kind}>[^/#"]+)') for kind, address in _ADDRESSES.items())
_ADDRESSED = re.compile(rf'<a\b[^>]*?\bhref="(?:{_TO})(?:#[^"]*)?"[^>]*>(?P<words>.*?)</a>', re.DOTALL)


class Link(Shape):
    """A link to another part of the content; `to` is its slug or id."""

    kind: LinkKind
    to: str


def addressed(html: str) -> tuple[str, list[Link]]:
    """The HTML with every such link as an address of the product, and the links; terms are told by their class."""
    found: list[Link] = []

    def address(match: re.Match[str]) -> str:
        kind, to, anchor = cast(LinkKind, match[1]), match[2], match[3] or ""
        found.append(Link(kind=kind, to=to))
        term = ' class="term"' if kind == "glossary" else ""
        return f'<a{term} href="{_ADDRESSES[kind].format(to)}{anchor}"'

    return _LINK.sub(address, html), found


def replaced(html: str, with_what: Callable[[Link, str], str | None]) -> str:
    """The HTML with other HTML for links into the content: `with_what` is given each link and its words as HTML.

    A link it answers None for stays as it is.
    """

    def other(match: re.Match[str]) -> str:
        kind = next(kind for kind in _ADDRESSES if match[kind])
        answer = with_what(Link(kind=kind, to=match[kind]), match["words"])
        return match[0] if answer is None else answer

    return _ADDRESSED.sub(other, html)
