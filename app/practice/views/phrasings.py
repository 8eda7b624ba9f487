"""For trainers: the questions nobody understood, and what they ask for."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.clock import now
from app.extensions import library
from app.practice import actions, queries
from app.practice.forms import NOTHING, PhrasingForm
from app.practice.rules.refusals import NotAdded
from app.practice.views.blueprint import bp
from app.web.guards import Role, allow


@bp.get("/practice/questions")
@allow(Role.TRAINER)
def phrasings() -> str:
    """What was not understood, and what was added."""
    return _phrasings()


@bp.post("/practice/questions")
@allow(Role.TRAINER)
def add_phrasing() -> Response:
    """Says what some words ask for."""
    form = PhrasingForm()
    actions.add_phrasing(
        text=form.text.data, topics=form.topics(), added_by=current_user.id, library=library(), at=now()
    )
    flash("Added. The same words are understood from now on.", "good")
    return redirect(url_for(".phrasings"), 303)


@bp.post("/practice/questions/<int:phrasing_id>/withdraw")
@allow(Role.TRAINER)
def withdraw_phrasing(phrasing_id: int) -> Response:
    """Lets a phrasing count no more."""
    actions.withdraw_phrasing(phrasing_id=phrasing_id, person_id=current_user.id, at=now())
    flash("Withdrawn. The words count no more.", "good")
    return redirect(url_for(".phrasings"), 303)


@bp.errorhandler(NotAdded)
def _not_added(refused: NotAdded) -> tuple[str, int]:
    """The page again, with the reason beside the words."""
    return _phrasings(why=str(refused), words=PhrasingForm().text.data), 422


def _phrasings(why: str = "", words: str = "") -> str:
    page = queries.phrasings_page(library())
    return render_template("practice/phrasings.html", page=page, nothing=NOTHING, why=why, words=words)
