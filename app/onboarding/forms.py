"""What may come in as the answer to a question: the choice, and how sure one is."""

from collections.abc import Collection
from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, ValidationError
from wtforms.widgets import CheckboxInput

from app.onboarding import rules
from app.onboarding.queries.checks import AskedQuestion

_SURENESS = [key for key, _ in rules.SURENESS]


class AnswerForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """How sure somebody is; each kind of question adds its own field of what was chosen."""

    sureness = RadioField(
        "How sure are you?",
        choices=[SelectChoice(value, label) for value, label in rules.SURENESS],
        validate_choice=False,
        validators=[AnyOf(_SURENESS, "Say how sure you are; a guess is fine.")],
    )

    def given(self, shown: Collection[int]) -> dict[str, Any]:
        """The answer by the author's numbers, once the form is valid."""
        raise NotImplementedError


class _Single(AnswerForm):
    def given(self, shown: Collection[int]) -> dict[str, Any]:
        return {"chosen": [list(shown)[int(self.chosen.data)]]}


class _Several(AnswerForm):
    def given(self, shown: Collection[int]) -> dict[str, Any]:
        return {"chosen": sorted(list(shown)[int(position)] for position in set(self.chosen.data))}


class _Ordering(AnswerForm):
    places: list[str]

    @property
    def steps(self) -> list[SelectField]:
        """The fields of the steps in the order shown; each holds the place its step is given."""
        return [self[name] for name in self.places]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every step has a place of its own."""
        valid = bool(super().validate(extra_validators))
        given = [step.data for step in self.steps]
        if not any(step.errors for step in self.steps) and len(set(given)) < len(given):
            self.form_errors.append("Two steps have the same place. Give each a place of its own.")
            valid = False
        return valid

    def given(self, shown: Collection[int]) -> dict[str, Any]:
        by_place = {int(step.data): number for step, number in zip(self.steps, shown, strict=True)}
        return {"order": [by_place[place] for place in sorted(by_place)]}


def answer_form(asked: AskedQuestion) -> AnswerForm:
    """The form for this question; its values are positions as shown, so that they give nothing away."""
    choices = [SelectChoice(str(position), text) for position, text in enumerate(asked.texts)]
    values = [choice.value for choice in choices]
    if asked.question.kind == "ordering":
        return _ordering_form(asked)
    if asked.question.kind == "single":
        chosen = RadioField(
            "Your answer", choices=choices, validate_choice=False, validators=[AnyOf(values, "Choose one answer.")]
        )
        form: type[AnswerForm] = type("SingleForm", (_Single,), {"chosen": chosen})
    else:
        several = SelectMultipleField(
            "Your answer",
            choices=choices,
            validate_choice=False,
            validators=[_some_of(values)],
            option_widget=CheckboxInput(),
        )
        form = type("SeveralForm", (_Several,), {"chosen": several})
    return form()


def _ordering_form(asked: AskedQuestion) -> AnswerForm:
    places = [str(place) for place in range(1, len(asked.texts) + 1)]
    fields = {
        f"place_{position}": SelectField(
            text,
            choices=[SelectChoice("", "–"), *(SelectChoice(place) for place in places)],
            validate_choice=False,
            validators=[AnyOf(places, "Give this step a place.")],
        )
        for position, text in enumerate(asked.texts)
    }
    form: type[AnswerForm] = type("OrderingForm", (_Ordering,), {**fields, "places": list(fields)})
    return form()


def _some_of(values: Collection[str]) -> Any:
    def check(_form: FlaskForm, field: SelectMultipleField) -> None:
        if not field.data or not set(field.data) <= set(values):
            raise ValidationError("Choose at least one answer.")

    return check
