"""The knowledge check of a module, question by question."""

import secrets

from flask import abort, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.clock import now
from app.extensions import library
from app.onboarding import actions
from app.onboarding.forms import answer_form
from app.onboarding.models import CheckAttempt
from app.onboarding.queries import checks
from app.onboarding.queries.checks import AskedQuestion, AttemptLine
from app.onboarding.views.blueprint import bp, module_of
from app.web.guards import SIGNED_IN, allow


@bp.post("/pack/<slug>/check")
@allow(SIGNED_IN)
def start_check(slug: str) -> Response:
    """Begins the knowledge check, or goes on with the one that is open."""
    attempt_id = actions.start_check(
        person_id=current_user.id, module=module_of(slug), library=library(), seed=secrets.randbelow(2**31), at=now()
    )
    return redirect(url_for(".check", slug=slug, attempt_id=attempt_id), 303)


@bp.get("/pack/<slug>/check/<int:attempt_id>")
@allow(SIGNED_IN)
def check(slug: str, attempt_id: int) -> Response | str:
    """The question an attempt waits at, or what it came to."""
    held = _attempt(slug, attempt_id)
    if held.finished_at is not None:
        return render_template("onboarding/result.html", page=checks.result_page(held, library()))
    waiting = checks.next_question(held)
    return redirect(url_for(".question", slug=slug, attempt_id=attempt_id, question_id=waiting), 303)


@bp.get("/pack/<slug>/check/<int:attempt_id>/<question_id>")
@allow(SIGNED_IN)
def question(slug: str, attempt_id: int, question_id: str) -> str:
    """A question to answer, or what its answer came to."""
    asked = _asked(slug, attempt_id, question_id)
    if asked.answer is None:
        return render_template("onboarding/question.html", asked=asked, form=answer_form(asked))
    return render_template("onboarding/feedback.html", page=checks.feedback_page(asked, asked.answer, library()))


@bp.post("/pack/<slug>/check/<int:attempt_id>/<question_id>")
@allow(SIGNED_IN)
def answer(slug: str, attempt_id: int, question_id: str) -> Response | tuple[str, int]:
    """Takes the answer to a question; one that was given before stands."""
    asked = _asked(slug, attempt_id, question_id)
    if asked.answer is None:
        form = answer_form(asked)
        if not form.validate():
            return render_template("onboarding/question.html", asked=asked, form=form), 422
        actions.answer(
            attempt_id=attempt_id,
            person_id=current_user.id,
            slug=slug,
            question_id=question_id,
            given=form.given(asked.shown),
            sureness=form.sureness.data,
            library=library(),
            at=now(),
        )
    return redirect(url_for(".question", slug=slug, attempt_id=attempt_id, question_id=question_id), 303)


def last_try_at(slug: str) -> AttemptLine | None:
    """How the reader's newest finished try at this module's check came out; None before the first."""
    return checks.last_try(current_user.id, slug)


def _attempt(slug: str, attempt_id: int) -> CheckAttempt:
    held = checks.attempt(attempt_id, current_user.id, slug)
    if held is None:
        abort(404)
    return held


def _asked(slug: str, attempt_id: int, question_id: str) -> AskedQuestion:
    asked = checks.asked_question(_attempt(slug, attempt_id), question_id, library())
    if asked is None:
        abort(404, "This question is not the one you are at.")
    return asked
