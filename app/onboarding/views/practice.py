"""The exercises inside a module: each is tried on the spot, and nothing of it is kept."""

from flask import abort, render_template, request

from app.content.exercises import Exercise, MissingExercise, OrderExercise
from app.extensions import library
from app.onboarding import practising
from app.onboarding.practising import Tried
from app.onboarding.views.blueprint import bp, module_of
from app.onboarding.views.modules import show_module
from app.web.guards import SIGNED_IN, allow


@bp.post("/pack/<slug>/practice/<exercise_id>")
@allow(SIGNED_IN)
def try_exercise(slug: str, exercise_id: str) -> str | tuple[str, int]:
    """What a try comes to: the exercise alone for a part of the page, else the page with it in its place."""
    module = module_of(slug)
    if exercise_id not in module.placed:
        abort(404)
    exercise = module.exercise(exercise_id)
    tried = _tried(exercise)
    code = 422 if tried.mistake else 200
    if request.headers.get("HX-Request"):
        shown = practising.shown(exercise, library().checklist)
        return render_template("onboarding/exercise.html", module=module, shown=shown, tried=tried), code
    return show_module(slug, {exercise_id: tried}), code


def _tried(exercise: Exercise) -> Tried:
    if isinstance(exercise, MissingExercise):
        return practising.pick(exercise, request.form.getlist("chosen"))
    if isinstance(exercise, OrderExercise):
        places = [request.form.get(f"place_{number}", type=int) for number in range(len(exercise.order))]
        return practising.put_in_order(exercise, places)
    return practising.rewrite(exercise, library().checklist, request.form.get("text", ""))
