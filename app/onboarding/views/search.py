"""Search over the pack, its guides, the checklist, the glossary and the videos."""

from flask import render_template, request, url_for

from app.extensions import library
from app.onboarding.queries.search import Hit, search_page
from app.onboarding.views.blueprint import bp
from app.web.guards import SIGNED_IN, allow


@bp.get("/search")
@allow(SIGNED_IN)
def search() -> tuple[str, int]:
    """What was found of the words in `q`, best first."""
    page = search_page(request.args.get("q", ""), library(), everything="all" in request.args)
    answer = render_template("onboarding/search.html", page=page, address_of=_address)
    return answer, 422 if page.mistake else 200


def _address(hit: Hit) -> str:
    """The exact place that was found."""
    return url_for(f".{hit.kind}", slug=hit.slug or None, _anchor=hit.anchor or None)
