"""The how-to guides and the glossary."""

from flask import abort, render_template
from flask_login import current_user

from app.extensions import library
from app.onboarding.queries import reference
from app.onboarding.views.blueprint import bp
from app.web.guards import SIGNED_IN, allow


@bp.get("/guides")
@allow(SIGNED_IN)
def guides() -> str:
    """Every how-to guide, those for this person's roles first."""
    return render_template("onboarding/guides.html", page=reference.guides_page(library(), current_user.roles))


@bp.get("/guides/<slug>")
@allow(SIGNED_IN)
def guide(slug: str) -> str:
    """One how-to guide."""
    found = library().guides.get(slug)
    if found is None:
        abort(404)
    return render_template("onboarding/guide.html", guide=found)


@bp.get("/glossary")
@allow(SIGNED_IN)
def glossary() -> str:
    """The words of the trade."""
    return render_template("onboarding/glossary.html", page=reference.glossary_page(library().glossary))
