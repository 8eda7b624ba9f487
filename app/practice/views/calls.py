"""The calls to choose from and the call room."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Conflict, NotFound
from werkzeug.wrappers import Response

from app.clock import now
from app.extensions import library
from app.practice import actions, queries
from app.practice.actions import drafts
from app.practice.forms import DECISIONS, AskForm, HandoverForm, LinkForm, LookUpForm, RingForm, StartForm
from app.practice.rows import StepRow
from app.practice.rules.refusals import (
    AlreadyHandedOver,
    CallOver,
    ClockStopped,
    NotTaken,
    NotTheirs,
    Refused,
    StaleDraft,
)
from app.practice.views.after import show_after
from app.practice.views.blueprint import bp
from app.practice.views.line import to_page
from app.web.formats import local
from app.web.guards import SIGNED_IN, allow

Answer = Response | str | tuple[str, int]
_CLOSED_A_PAGE = 5


@bp.get("/practice")
@allow(SIGNED_IN)
def scenarios() -> str:
    """The calls to practise with."""
    _close_abandoned()
    page = queries.scenarios_page(current_user, library(), local(now()).date())
    return render_template("practice/scenarios.html", page=page)


@bp.get("/practice/<slug>")
@allow(SIGNED_IN)
def brief(slug: str) -> str:
    """What there is to know before a call."""
    _close_abandoned()
    page = queries.brief_page(current_user.id, slug, library(), current_user.extra_time)
    if page is None:
        abort(404)
    return render_template("practice/brief.html", page=page)


@bp.post("/practice/<slug>/start")
@allow(SIGNED_IN)
def start(slug: str) -> Response:
    """Takes the call at the level chosen, or takes it up again."""
    level = StartForm().chosen()
    if level is None:
        abort(422, "There is no such level. Choose guided, supported or assessed.")
    attempt_id = actions.start(person_id=current_user.id, scenario_slug=slug, library=library(), at=now(), level=level)
    return _to_room(attempt_id)


@bp.get("/practice/attempts/<int:attempt_id>")
@allow(SIGNED_IN)
def room(attempt_id: int) -> Answer:
    """The call room, or the line to another person of it; to what follows once it was handed over."""
    _close_abandoned()
    page = _page(attempt_id)
    is_part = bool(request.headers.get("HX-Request"))
    if page.state == "handed_over" and not is_part:
        return redirect(url_for(".after", attempt_id=attempt_id, to=request.args.get("to")), 303)
    if page.state == "closed":
        return render_template("practice/over.html", page=page, typed=page.typed, why=str(CallOver("closed")))
    actions.still_there(attempt_id=attempt_id, person_id=current_user.id, at=now())
    part = "practice/conversation.html" if is_part else "practice/room.html"
    return _render(part, _page(attempt_id), asked=request.args.get("text", ""))


@bp.post("/practice/attempts/<int:attempt_id>/ask")
@allow(SIGNED_IN)
def ask(attempt_id: int) -> Answer:
    """Asks somebody on the line."""
    form = AskForm()
    step, log = actions.ask(
        attempt_id=attempt_id,
        person_id=current_user.id,
        to=form.to.data,
        text=form.text.data,
        seq=form.seq.data or 1,
        library=library(),
        at=now(),
        sent=form.sent(),
    )
    if request.headers.get("HX-Request"):
        return _render("practice/talk.html", _page(attempt_id, read=log))
    return _to_room(attempt_id, to=step.body["person"], _anchor="conversation")


@bp.post("/practice/attempts/<int:attempt_id>/news")
@allow(SIGNED_IN)
def news(attempt_id: int) -> Answer:
    """A sign of life from the page; answers what has arrived since."""
    at = now()
    rows = queries.call_rows(attempt_id, current_user.id)
    if rows is None or not rows.was_just_heard(at):
        actions.still_there(attempt_id=attempt_id, person_id=current_user.id, at=at)
        rows = queries.call_rows(attempt_id, current_user.id)
    if rows is not None and request.headers.get("HX-Request"):
        return _render("practice/talk.html", queries.room_of(rows, library(), at, request.form.get("to", "")))
    return _to_room(attempt_id, to=request.form.get("to"), _anchor="conversation")


@bp.post("/practice/attempts/<int:attempt_id>/look-up")
@allow(SIGNED_IN)
def look_up(attempt_id: int) -> Answer:
    """Opens a desk tool or searches it."""
    form = LookUpForm()
    _, log = actions.look_up(
        attempt_id=attempt_id,
        person_id=current_user.id,
        tool=form.tool.data,
        words=form.words.data,
        library=library(),
        at=now(),
        sent=form.sent(),
    )
    if request.headers.get("HX-Request"):
        return _render("practice/tools.html", _page(attempt_id, read=log))
    return _to_room(attempt_id, to=request.form.get("to"), _anchor="tools")


@bp.post("/practice/attempts/<int:attempt_id>/ring")
@allow(SIGNED_IN)
def ring(attempt_id: int) -> Answer:
    """Rings somebody; their line is shown when they answer, and the one shown before when they do not."""
    form = RingForm()
    step, log = actions.ring(
        attempt_id=attempt_id,
        person_id=current_user.id,
        to=form.to.data,
        library=library(),
        at=now(),
        sent=form.sent(),
    )
    line = step.body["person"] if step.body["answered"] else request.form.get("from", "")
    if request.headers.get("HX-Request"):
        return _render("practice/conversation.html", _page(attempt_id, line, log), asked=request.form.get("text", ""))
    return _to_room(attempt_id, to=line, _anchor="conversation")


@bp.post("/practice/attempts/<int:attempt_id>/link")
@allow(SIGNED_IN)
def link(attempt_id: int) -> Answer:
    """Links a ticket of the queue."""
    form = LinkForm()
    _, log = actions.link(
        attempt_id=attempt_id,
        person_id=current_user.id,
        ticket=form.ticket.data,
        library=library(),
        at=now(),
        sent=form.sent(),
    )
    if request.headers.get("HX-Request"):
        return _render("practice/tools.html", _page(attempt_id, read=log))
    return _to_room(attempt_id, to=request.form.get("to"), _anchor="tools")


@bp.post("/practice/attempts/<int:attempt_id>/draft")
@allow(SIGNED_IN)
def save(attempt_id: int) -> Answer:
    """Keeps the handover as typed so far; `as` switches between one text and the form."""
    at = now()
    revision = _save(attempt_id, at)
    if request.headers.get("HX-Request"):
        return render_template("practice/saved.html", revision=revision, saved_at=at, unsaved=False)
    return _to_room(attempt_id, **{"as": request.form.get("as")}, _anchor="handover")


@bp.post("/practice/attempts/<int:attempt_id>/pause")
@allow(SIGNED_IN)
def pause(attempt_id: int) -> Response:
    """Keeps what was typed and stops the clock."""
    at = now()
    _save(attempt_id, at)
    actions.pause(attempt_id=attempt_id, person_id=current_user.id, at=at)
    return to_page(url_for(".room", attempt_id=attempt_id))


@bp.post("/practice/attempts/<int:attempt_id>/resume")
@allow(SIGNED_IN)
def resume(attempt_id: int) -> Response:
    """Keeps what was typed and lets the clock go on."""
    at = now()
    _save(attempt_id, at)
    actions.resume(attempt_id=attempt_id, person_id=current_user.id, at=at)
    return to_page(url_for(".room", attempt_id=attempt_id))


@bp.post("/practice/attempts/<int:attempt_id>/hand-over")
@allow(SIGNED_IN)
def hand_over(attempt_id: int) -> Response:
    """Hands over; a double click lands on the same page after it."""
    form = HandoverForm()
    _must_suit(attempt_id, form)
    actions.hand_over(
        attempt_id=attempt_id,
        person_id=current_user.id,
        handover=form.handover(),
        seq=form.seq.data or 1,
        library=library(),
        at=now(),
        revision=form.revision.data or 0,
        sent=form.sent(),
    )
    return to_page(url_for(".after", attempt_id=attempt_id))


@bp.errorhandler(NotTheirs)
def _not_theirs(_refused: NotTheirs) -> Any:
    return current_app.handle_http_exception(NotFound())


@bp.errorhandler(NotTaken)
@bp.errorhandler(ClockStopped)
@bp.errorhandler(StaleDraft)
def _refused(refused: Refused) -> Answer:
    """The room again with every typed word and the reason; for a part of it, the reason alone."""
    code = 422 if isinstance(refused, NotTaken) else 409
    newer = refused.newer if isinstance(refused, StaleDraft) else None
    page = _page(int((request.view_args or {})["attempt_id"]))
    if request.headers.get("HX-Request"):
        return _render("practice/refused.html", page, why=str(refused), newer=newer), code
    parts = {"ask": "ask", "ring": "ask", "look_up": "tools", "link": "tools", "send_update": "words"}
    about = parts.get((request.endpoint or "").rpartition(".")[2], "handover")
    if about == "handover":
        typed = HandoverForm().typed()
        typed = queries.typed_at(page.level, typed, page.items)
        revision = newer.revision if newer else typed.revision
        page = replace(page, typed=replace(typed, revision=revision, saved_at=page.typed.saved_at))
    asked = AskForm().text.data if about == "ask" else ""
    if page.state == "handed_over":
        return show_after(page.attempt_id, {about: str(refused)}, asked), code
    return _render("practice/room.html", page, why={about: str(refused)}, newer=newer, asked=asked), code


@bp.errorhandler(CallOver)
@bp.errorhandler(AlreadyHandedOver)
def _over(refused: Refused) -> Any:
    """The call is over: what was typed stays on the page to be copied."""
    if request.headers.get("HX-Request"):
        return current_app.handle_http_exception(Conflict(str(refused)))
    page = _page(int((request.view_args or {})["attempt_id"]))
    return render_template("practice/over.html", page=page, typed=HandoverForm().typed(), why=str(refused)), 409


def _close_abandoned() -> None:
    """Closes a few of the calls nobody came back to, the reader's own before others': `flask practice` closes all."""
    at = now()
    if queries.any_abandoned(at):
        actions.close_abandoned(library=library(), at=at, first=current_user.id, most=_CLOSED_A_PAGE)


def _save(attempt_id: int, at: datetime) -> int:
    form = HandoverForm()
    return actions.save_draft(
        attempt_id=attempt_id,
        person_id=current_user.id,
        text=form.text.data,
        fields=form.labelled(),
        decision=form.chosen(),
        revision=form.revision.data or 0,
        at=at,
    )


def _must_suit(attempt_id: int, form: HandoverForm) -> None:
    """NotTaken for a form filled in at a level that has none."""
    labelled = form.labelled()
    if labelled:
        drafts.must_suit(_page(attempt_id).level, labelled)


def _page(attempt_id: int, to: str | None = None, read: Sequence[StepRow] | None = None) -> queries.RoomPage:
    line = request.values.get("to", "") if to is None else to
    page = queries.room_page(attempt_id, current_user.id, library(), now(), line, read)
    if page is None:
        abort(404)
    return page


def _render(part: str, page: queries.RoomPage, **more: Any) -> str:
    wanted = request.values.get("as") or request.values.get("shown")
    as_form = wanted == "form" if wanted in ("form", "text") else bool(page.typed.fields) and not page.typed.text
    as_form = as_form and page.level.checklist
    return render_template(part, **{"page": page, "as_form": as_form, "decisions": DECISIONS, "why": {}} | more)


def _to_room(attempt_id: int, **more: Any) -> Response:
    return redirect(url_for(".room", attempt_id=attempt_id, **more), 303)
