"""Pages of this room: how far the marker agrees with people, and rating handovers."""

from dataclasses import replace
from typing import Any, get_args

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Conflict, Forbidden, NotFound
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.models import KnownPerson
from app.calibration import actions, cli, queries
from app.calibration.forms import PasteForm, RatingForm
from app.calibration.rules.refusals import (
    AlreadyFinished,
    NotPasted,
    NotRated,
    NotTheirs,
    OwnHandover,
    RateFirst,
    Refused,
    StaleRating,
)
from app.clock import now
from app.content.scenario import Verdict
from app.extensions import library
from app.web.formats import count_word
from app.web.guards import Role, allow
from app.web.registry import NavEntry, Panel, add_nav, add_panel

bp = Blueprint("calibration", __name__, template_folder="templates")

_RATE = (Role.TRAINER, Role.MAJOR_INCIDENT_MANAGER)
_READ = (*_RATE, Role.MANAGER, Role.ADMINISTRATOR)
Answer = AnyResponse | str | tuple[str, int]


def init_app(app: Flask) -> None:
    """Connects the room."""
    app.register_blueprint(bp)
    cli.init_app(app)
    add_nav(app, NavEntry(50, "Calibration", "calibration.agreement", frozenset(_READ), section="calibration"))
    add_panel(app, 20, _half_done)


def _half_done(person: KnownPerson) -> Panel | None:
    """The ratings this person has begun."""
    count = queries.half_done_of(person.id) if person.roles & frozenset(_RATE) else 0
    if not count:
        return None
    begun = "One rating is" if count == 1 else f"{count_word(count).capitalize()} ratings are"
    return Panel("calibration/half_done_panel.html", {"count": count}, headline=f"{begun} begun.")


@bp.get("/calibration")
@allow(*_READ)
def agreement() -> str:
    """How far the marker agrees with people."""
    page = queries.agreement_page(current_user, library(), request.args.get("item", ""))
    return render_template("calibration/agreement.html", page=page)


@bp.get("/calibration/ratings.jsonl")
@allow(Role.TRAINER)
def export() -> Response:
    """Finished ratings to learn from, without names."""
    lines = "".join(f"{line}\n" for line in queries.exported(library()))
    response = Response(lines, mimetype="application/jsonl")
    response.headers["Content-Disposition"] = "attachment; filename=ratings.jsonl"
    return response


@bp.get("/calibration/ratings")
@allow(*_RATE)
def ratings() -> str:
    """The handovers to rate."""
    return render_template("calibration/ratings.html", page=queries.ratings_page(current_user.id, library()))


@bp.post("/calibration/attempts/<int:attempt_id>/rate")
@allow(*_RATE)
def begin(attempt_id: int) -> AnyResponse:
    """Begins to rate a handed-over attempt, or goes on with it."""
    rating_id = actions.begin(attempt_id=attempt_id, rater_id=current_user.id, library=library(), at=now())
    return redirect(url_for(".rating", rating_id=rating_id), 303)


@bp.get("/calibration/paste")
@allow(*_RATE)
def paste() -> str:
    """A form for a handover from anywhere."""
    return _paste()


@bp.post("/calibration/paste")
@allow(*_RATE)
def begin_text() -> AnyResponse:
    """Begins to rate a pasted handover."""
    form = PasteForm()
    rating_id = actions.begin_text(
        scenario_slug=form.scenario.data, text=form.text.data, rater_id=current_user.id, library=library(), at=now()
    )
    return redirect(url_for(".rating", rating_id=rating_id), 303)


@bp.get("/calibration/ratings/<int:rating_id>")
@allow(*_READ)
def rating(rating_id: int) -> str:
    """One's half-done rating to go on with, or a finished one beside the marker's verdicts."""
    page = queries.rating_page(rating_id, current_user.id, library())
    if page is not None:
        return _rate(page)
    finished = queries.finished_page(rating_id, current_user, library())
    if finished is None:
        abort(404)
    return render_template("calibration/finished.html", page=finished)


@bp.post("/calibration/ratings/<int:rating_id>")
@allow(*_RATE)
def rate(rating_id: int) -> Answer:
    """Keeps a rating, or finishes it for good."""
    form = RatingForm()
    at = now()
    said = {"rating_id": rating_id, "rater_id": current_user.id, "said": form.said(), "at": at}
    if form.do.data == "finish":
        actions.finish(**said, revision=form.revision.data or 0)
    else:
        revision = actions.keep(**said, revision=form.revision.data or 0)
        if request.headers.get("HX-Request"):
            return render_template("calibration/kept.html", revision=revision, saved_at=at)
    return redirect(url_for(".rating", rating_id=rating_id), 303)


@bp.errorhandler(NotTheirs)
def _not_theirs(_refused: NotTheirs) -> Any:
    return current_app.handle_http_exception(NotFound())


@bp.errorhandler(OwnHandover)
def _own(refused: OwnHandover) -> Any:
    return current_app.handle_http_exception(Forbidden(str(refused)))


@bp.errorhandler(RateFirst)
def _rate_first(refused: RateFirst) -> tuple[str, int]:
    return render_template("calibration/rate_first.html", why=str(refused), attempt_id=refused.attempt_id), 409


@bp.errorhandler(NotPasted)
def _not_pasted(refused: NotPasted) -> tuple[str, int]:
    form = PasteForm()
    return _paste(refused.mistakes, {"scenario": form.scenario.data, "text": form.text.data}), 422


@bp.errorhandler(NotRated)
@bp.errorhandler(StaleRating)
def _refused(refused: Refused) -> Answer:
    """The rating again with every answer as it was sent, and the reasons."""
    code = 409 if isinstance(refused, StaleRating) else 422
    if request.headers.get("HX-Request"):
        return render_template("calibration/not_kept.html", why=str(refused), revision=RatingForm().revision.data), code
    page = queries.rating_page(int((request.view_args or {})["rating_id"]), current_user.id, library())
    if page is None:
        abort(404)
    return _rate(_as_sent(page, refused), str(refused)), code


@bp.errorhandler(AlreadyFinished)
def _finished(refused: AlreadyFinished) -> Any:
    """What was sent stays on the page, to be read beside what was finished."""
    if request.headers.get("HX-Request"):
        return current_app.handle_http_exception(Conflict(str(refused)))
    rating_id = int((request.view_args or {})["rating_id"])
    page = queries.finished_page(rating_id, current_user, library())
    return render_template("calibration/finished.html", page=page, why=str(refused), sent=RatingForm().said()), 409


def _as_sent(page: queries.RatingPage, refused: Refused) -> queries.RatingPage:
    said = RatingForm().said()
    undecided, words = (refused.undecided, refused.words) if isinstance(refused, NotRated) else ({}, {})
    items = tuple(
        replace(
            item,
            verdict=said[item.item].verdict or item.verdict if item.item in said else item.verdict,
            words=said[item.item].words if item.item in said else item.words,
            mistake=words.get(item.item, ""),
            undecided=undecided.get(item.item, ""),
        )
        for item in page.items
    )
    return replace(page, items=items)


def _rate(page: queries.RatingPage, why: str = "") -> str:
    return render_template("calibration/rate.html", page=page, why=why, verdicts=get_args(Verdict))


def _paste(mistakes: Any = None, typed: Any = None) -> str:
    scenarios = queries.scenarios_of(library())
    return render_template("calibration/paste.html", scenarios=scenarios, mistakes=mistakes or {}, typed=typed or {})
