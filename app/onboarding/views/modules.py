"""Pages of the pack: all modules, one to read, and the checklist."""

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.clock import now
from app.extensions import library
from app.onboarding import actions
from app.onboarding.practising import Tried
from app.onboarding.queries import pack, reference, videos
from app.onboarding.views.blueprint import bp, module_of
from app.web.formats import local
from app.web.guards import SIGNED_IN, allow


@bp.get("/pack", endpoint="pack")
@allow(SIGNED_IN)
def show_pack() -> str:
    """Every module, those of the person's path first."""
    page = pack.pack_page(current_user, library(), local(now()).date())
    return render_template("onboarding/pack.html", page=page)


@bp.get("/pack/<slug>")
@allow(SIGNED_IN)
def module(slug: str) -> str:
    """One module to read."""
    return show_module(slug)


def show_module(slug: str, tried: Mapping[str, Tried] | None = None) -> str:
    """The page of a module, with its videos; `tried` are tries at its exercises, by id. 404 when there is none."""
    page = pack.module_page(current_user, slug, library(), local(now()).date())
    if page is None:
        abort(404)
    films = videos.videos_of(current_user.id, slug, library())
    return render_template("onboarding/module.html", page=page, films=films, tried=tried or {})


@bp.get("/pack/<slug>/summary")
@allow(SIGNED_IN)
def summary(slug: str) -> str:
    """What to keep of a module, on one page."""
    return render_template("onboarding/summary.html", page=reference.summary_page(library(), module_of(slug)))


@bp.post("/pack/<slug>/place")
@allow(SIGNED_IN)
def keep_place(slug: str) -> tuple[str, int]:
    """Keeps where somebody is in a module; told by the page as they read."""
    heading = request.form.get("heading", "")
    if not actions.keep_place(person_id=current_user.id, module=module_of(slug), heading=heading, at=now()):
        abort(422, "This page has no such heading.")
    return "", 204


@bp.post("/pack/<slug>/read")
@allow(SIGNED_IN)
def confirm_read(slug: str) -> Response:
    """The person says they have read this version."""
    actions.confirm_read(person_id=current_user.id, module=module_of(slug), library=library(), at=now())
    flash("Noted as read.", "good")
    return redirect(url_for(".module", slug=slug, _anchor="check"), 303)


@bp.get("/checklist")
@allow(SIGNED_IN)
def checklist() -> str:
    """The handover checklist, to read through."""
    return render_template("onboarding/checklist.html", page=pack.checklist_page(library().checklist))
