"""Links of a page on the disk to what the running site does not have: to its preview, or as words with the reason."""

from collections.abc import Callable, Collection, Mapping
from html import escape

from app.content.library import Library
from app.content.links import Link, LinkKind, replaced

# Answers the address of the preview of what a link points to; None where there is none.
PreviewOf = Callable[[Link], str | None]

_PREVIEW = "New on the disk: this opens its preview. Readers have it once Baton is started anew."
_NOT_SERVED = "Not served yet: Baton has it once it is started anew, when the check finds nothing to mend."


def with_links_that_open(html: str, running: Library | None, preview_of: PreviewOf) -> str:
    """The HTML of a page, with no link that would lead nowhere on the running site."""
    served = _served(running)

    def instead(link: Link, words: str) -> str | None:
        if link.to in served[link.kind]:
            return None
        preview = preview_of(link)
        if preview:
            return f'<a href="{escape(preview)}" title="{_PREVIEW}">{words}</a>'
        return f'<span class="unserved" title="{_NOT_SERVED}">{words}</span>'

    return replaced(html, instead)


def _served(running: Library | None) -> Mapping[LinkKind, Collection[str]]:
    if running is None:
        return dict.fromkeys(("module", "guide", "glossary", "checklist", "scenario", "video"), ())
    return {
        "module": running.modules,
        "guide": running.guides,
        "glossary": {term.id for term in running.glossary.terms},
        "checklist": set(running.checklist.ids()),
        "scenario": running.scenarios,
        "video": running.videos,
    }
