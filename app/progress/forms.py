"""What may come in about one person's path."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.progress.queries import PersonsPathPage
from app.progress.queries.changing import Addable
from app.progress.rules.changes import LONGEST_REASON
from app.web.formats import day

_DAY = "Write the day, such as 2026-11-24."
_CHOOSE = "Choose from the list."
_LIMIT = Length(max=LONGEST_REASON, message=f"At most {LONGEST_REASON} characters.")


def _due_on() -> DateField:
    return DateField("To be done by", validators=[InputRequired(_DAY)], invalid_value_message=_DAY)


class AddStepForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A module, a call or a video, by when, and why; `offer` sets what to choose from."""

    step = SelectField(
        "Module, call or video",
        validators=[InputRequired(_CHOOSE)],
        invalid_value_message=_CHOOSE,
        invalid_choice_message=_CHOOSE,
    )
    due_on = _due_on()
    reason = TextAreaField("Why (may be left empty)", validators=[_LIMIT])

    def offer(self, page: PersonsPathPage) -> None:
        """What of the library can be added, each kind apart."""
        self.step.choices = [
            SelectChoice("", "Choose"),
            *_choices("Modules", page.modules),
            *_choices("Simulated calls", page.calls),
            *_choices("Videos", page.videos),
        ]

    def chosen(self) -> tuple[str, str]:
        """Kind and slug of what was chosen."""
        kind, _, slug = str(self.step.data).partition("/")
        return kind, slug


class DayForm(FlaskForm):  # type: ignore[misc]
    """Another day for a step."""

    due_on = _due_on()


class LateDayForm(DayForm):
    """One day for every step that is late."""

    def __init__(self, **values: Any) -> None:
        super().__init__(prefix="late-", **values)


class WaiveForm(FlaskForm):  # type: ignore[misc]
    """Why a step is waived."""

    reason = TextAreaField("Reason", validators=[InputRequired("Write the reason in a sentence."), _LIMIT])


def _choices(group: str, things: Iterable[Addable]) -> list[SelectChoice]:
    return [SelectChoice(thing.key, _label(thing.title, thing.done_on), optgroup=group) for thing in things]


def _label(title: str, done_on: date | None) -> str:
    return f"{title} (done {day(done_on)}, once more)" if done_on else title
