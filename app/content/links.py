"""Links from one text of the content to another part of it: `module:slug`, `guide:slug`, `glossary:id` and so on."""

import re
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
