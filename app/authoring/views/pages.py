"""Pages for those who write modules and guides: the list with what the check says, and one as its reader sees it."""

from flask import abort, current_app, render_template, request, url_for

from app.authoring.page_shelf import PageKind, PageShelf
from app.authoring.queries import pages as queries
from app.authoring.views.blueprint import AUTHORS, bp, running
from app.content.links import Link
from app.extensions import settings
from app.web.guards import allow

Answer = str | tuple[str, int]


@bp.get("/authoring/pages")
@allow(*AUTHORS)
def pages() -> str:
    """All modules and guides, as their files are now."""
    return render_template("authoring/pages.html", page=queries.pages_page(_shelf(), running()))


@bp.get("/authoring/modules/<slug>")
@allow(*AUTHORS)
def module(slug: str) -> Answer:
    """One module as its reader sees it, with its questions, right answers and what the check says."""
    return _page("modules", slug)


@bp.get("/authoring/guides/<slug>")
@allow(*AUTHORS)
def guide(slug: str) -> Answer:
    """One guide as its reader sees it, with what the check says."""
    return _page("guides", slug)


def _page(kind: PageKind, slug: str) -> Answer:
    """The page; only its changing part for a page that asks whether something changed, and 204 when nothing has."""
    on_disk = _shelf().read(kind, slug, running())
    if on_disk is None:
        abort(404)
    asks_again = "HX-Request" in request.headers
    if asks_again and request.args.get("seen") == on_disk.stamp:
        return "", 204
    page = queries.page_preview(on_disk, running(), _preview_of)
    template = "authoring/page_live.html" if asks_again else "authoring/page.html"
    return render_template(template, page=page, on_disk=on_disk)


def _preview_of(link: Link) -> str | None:
    """Where what a link points to can be looked at as it lies on the disk; None for what has no file or no preview."""
    shelf = _shelf()
    if link.kind == "module" and link.to in shelf.slugs("modules"):
        return url_for(".module", slug=link.to)
    if link.kind == "guide" and link.to in shelf.slugs("guides"):
        return url_for(".guide", slug=link.to)
    if link.kind == "scenario" and shelf.has_scenario(link.to):
        return url_for(".preview", slug=link.to)
    return None


def _shelf() -> PageShelf:
    held: PageShelf = current_app.extensions.setdefault("baton.page_shelf", PageShelf(settings().content_dir))
    return held
