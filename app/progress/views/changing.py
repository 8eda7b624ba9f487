"""Changing one person's path: for the managers of their team and for administrators."""

from datetime import date

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from app.clock import now
from app.extensions import library
from app.progress import actions, queries
from app.progress.actions.changing import ChangeOf, Refusal
from app.progress.forms import AddStepForm, DayForm, LateDayForm, WaiveForm
from app.progress.views.blueprint import bp
from app.web.formats import count_word, day, local
from app.web.guards import Role, allow

_CHANGE = (Role.MANAGER, Role.ADMINISTRATOR)
_PERSON = "/teams/<int:team_id>/people/<int:person_id>/path"
_STEP = f"{_PERSON}/<kind>/<slug>"


@bp.get(_PERSON)
@allow(*_CHANGE)
def persons_path(team_id: int, person_id: int) -> Response:
    """Everything required of one person, to change it."""
    page = _page_of(team_id, person_id)
    return _persons_path(page, AddStepForm(formdata=None))


@bp.post(_PERSON)
@allow(*_CHANGE)
def add_step(team_id: int, person_id: int) -> AnyResponse:
    """Asks one person for something more."""
    page, form = _page_of(team_id, person_id), AddStepForm()
    form.offer(page)
    if not form.validate():
        return _persons_path(page, form, 422)
    refusal = actions.add_step(_change(person_id, *form.chosen()), form.due_on.data, form.reason.data or "")
    if refusal:
        return _persons_path(page, _refused(form, refusal), 422)
    flash(f"Added, to be done by {day(form.due_on.data)}. {page.first_name} sees it on their path.", "good")
    return redirect(url_for("progress.persons_path", team_id=team_id, person_id=person_id), 303)


@bp.post(f"{_PERSON}/late")
@allow(*_CHANGE)
def set_day_of_late(team_id: int, person_id: int) -> AnyResponse:
    """Gives everything that is late one new day."""
    page, form = _page_of(team_id, person_id), LateDayForm()
    if not form.validate():
        return _persons_path(page, AddStepForm(formdata=None), 422, late_form=form)
    outcome = actions.set_day_of_late(
        person_id, form.due_on.data, actor_id=current_user.id, library=library(), at=now()
    )
    if isinstance(outcome, Refusal):
        form.due_on.errors = [outcome.sentence]
        return _persons_path(page, AddStepForm(formdata=None), 422, late_form=form)
    steps = "One step is" if outcome == 1 else f"{count_word(outcome).capitalize()} steps are"
    flash(f"{steps} to be done by {day(form.due_on.data)}." if outcome else "Nothing is late any more.", "good")
    return redirect(url_for("progress.persons_path", team_id=team_id, person_id=person_id), 303)


@bp.get(_STEP)
@allow(*_CHANGE)
def persons_step(team_id: int, person_id: int, kind: str, slug: str) -> Response:
    """One step of one person's path, to change it."""
    page = _step_of(team_id, person_id, kind, slug)
    return _persons_step(page)


@bp.post(f"{_STEP}/day")
@allow(*_CHANGE)
def set_day(team_id: int, person_id: int, kind: str, slug: str) -> AnyResponse:
    """Gives the step another day."""
    page, form = _step_of(team_id, person_id, kind, slug), DayForm()
    if not form.validate():
        return _persons_step(page, day_form=form, status=422)
    refusal = actions.set_day(_change(person_id, kind, slug), form.due_on.data)
    if refusal:
        return _persons_step(page, day_form=_refused(form, refusal), status=422)
    return _done(page, f"To be done by {day(form.due_on.data)}.")


@bp.post(f"{_STEP}/path-day")
@allow(*_CHANGE)
def back_to_path_day(team_id: int, person_id: int, kind: str, slug: str) -> AnyResponse:
    """Gives the step the path's own day again."""
    page = _step_of(team_id, person_id, kind, slug)
    return _told(page, actions.set_day(_change(person_id, kind, slug), None), "The path's own day counts again.")


@bp.post(f"{_STEP}/waive")
@allow(*_CHANGE)
def waive_step(team_id: int, person_id: int, kind: str, slug: str) -> AnyResponse:
    """Settles the step without its being done."""
    page, form = _step_of(team_id, person_id, kind, slug), WaiveForm()
    if not form.validate():
        return _persons_step(page, waive_form=form, status=422)
    refusal = actions.waive_step(_change(person_id, kind, slug), form.reason.data)
    if refusal:
        return _persons_step(page, waive_form=_refused(form, refusal), status=422)
    return _done(page, f"Waived. {page.person.first_name} sees it with your reason.")


@bp.post(f"{_STEP}/require")
@allow(*_CHANGE)
def require_step(team_id: int, person_id: int, kind: str, slug: str) -> AnyResponse:
    """Takes a waiver back."""
    page = _step_of(team_id, person_id, kind, slug)
    return _told(page, actions.require_step(_change(person_id, kind, slug)), "Asked for again.")


@bp.post(f"{_STEP}/drop")
@allow(*_CHANGE)
def drop_step(team_id: int, person_id: int, kind: str, slug: str) -> AnyResponse:
    """Takes an added step back."""
    page = _step_of(team_id, person_id, kind, slug)
    return _told(page, actions.drop_step(_change(person_id, kind, slug)), "Taken back.")


def _today() -> date:
    return local(now()).date()


def _page_of(team_id: int, person_id: int) -> queries.PersonsPathPage:
    page = queries.persons_path(team_id, person_id, current_user, library(), _today())
    return page if page is not None else abort(404)


def _step_of(team_id: int, person_id: int, kind: str, slug: str) -> queries.StepPage:
    page = queries.persons_step(team_id, person_id, kind, slug, current_user, library(), _today())
    return page if page is not None else abort(404)


def _change(person_id: int, kind: str, slug: str) -> ChangeOf:
    return ChangeOf(person_id, kind, slug, current_user.id, library(), now())


def _refused(form: FlaskForm, refusal: Refusal) -> FlaskForm:
    """The form with the reason at its field, or at its first one when it is about none."""
    fields = [field for field in form if field.name == refusal.field] or [next(iter(form))]
    fields[0].errors = [refusal.sentence]
    return form


def _told(page: queries.StepPage, refusal: Refusal | None, done: str) -> AnyResponse:
    """Back to the path: a refusal can only mean that somebody else was quicker."""
    return _done(page, refusal.sentence if refusal else done, "note" if refusal else "good")


def _done(page: queries.StepPage, sentence: str, category: str = "good") -> AnyResponse:
    flash(f"{page.step.title}: {sentence[0].lower()}{sentence[1:]}", category)
    return redirect(url_for("progress.persons_path", team_id=page.person.team_id, person_id=page.person.person_id), 303)


def _persons_path(
    page: queries.PersonsPathPage, form: AddStepForm, status: int = 200, late_form: LateDayForm | None = None
) -> Response:
    form.offer(page)
    late_form = late_form or LateDayForm(formdata=None)
    body = render_template("progress/persons_path.html", page=page, form=form, late_form=late_form)
    return make_response(body, status)


def _persons_step(
    page: queries.StepPage, day_form: DayForm | None = None, waive_form: WaiveForm | None = None, status: int = 200
) -> Response:
    set_to = page.step.again_on or page.step.due_on
    body = render_template(
        "progress/persons_step.html",
        page=page,
        day_form=day_form or DayForm(formdata=None, due_on=set_to),
        waive_form=waive_form or WaiveForm(formdata=None),
    )
    return make_response(body, status)
