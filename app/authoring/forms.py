"""What may come in from a scenario's preview: a question to somebody at a second, a handover to be marked."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.authoring.conversing import Said
from app.authoring.showing import DECISIONS
from app.content.scenario import Decision, Scenario
from app.handover.marking import LONGEST_HANDOVER
from app.handover.scorecard import Handover
from app.simulation.asking import LONGEST_QUESTION

LONGEST_CALL = 7_200
MOST_SAID = 40
_SECONDS = (
    InputRequired(f"Write a whole number of seconds, 0 to {LONGEST_CALL}."),
    NumberRange(0, LONGEST_CALL, f"Write a whole number of seconds, 0 to {LONGEST_CALL}."),
)


def as_typed(value: str | None) -> str:
    """The words with one kind of line end."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n")


class AskForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A question. What was said before it in this conversation comes as `said`, a line each."""

    to = SelectField("To", validate_choice=False)
    second = IntegerField("Second of the call", default=60, validators=_SECONDS, id="ask-second")
    text = TextAreaField(
        "Your words",
        id="ask-text",
        filters=[as_typed],
        validators=[Length(max=LONGEST_QUESTION, message=f"Ask in at most {LONGEST_QUESTION:,} characters.")],
    )

    @classmethod
    def of(cls, scenario: Scenario, **given: Any) -> "AskForm":
        """The form for the people of this scenario."""
        form = cls(**given)
        form.to.choices = [SelectChoice(person.id, f"{person.name}, {person.role}") for person in scenario.people]
        return form

    def earlier(self) -> tuple[Said, ...]:
        """What was said before, the newest of it; a line that cannot be read is left out."""
        found = []
        for line in request.form.getlist("said")[-MOST_SAID:]:
            second, _, rest = as_typed(line).partition(" ")
            person, _, text = rest.partition(" ")
            if second.isascii() and second.isdecimal() and len(second) < 5 and len(text) <= LONGEST_QUESTION:
                found.append(Said(person, int(second), text))
        return tuple(found)


class MarkForm(FlaskForm):  # type: ignore[misc]
    """A handover as typed, with the decision and the second at which it is handed over."""

    text = TextAreaField(
        "A handover",
        id="handover-text",
        filters=[as_typed],
        validators=[Length(max=LONGEST_HANDOVER, message=f"At most {LONGEST_HANDOVER:,} characters can be marked.")],
    )
    decision = SelectField(
        "Decision",
        choices=[SelectChoice("", "None yet"), *(SelectChoice(value, label) for value, label in DECISIONS.items())],
        validate_choice=False,
    )
    second = IntegerField("Handed over at second", default=300, validators=_SECONDS, id="handover-second")

    def handover(self) -> Handover:
        """What was typed as a handover; a decision that is none of the four counts as none taken."""
        decided: Decision | None = next((decision for decision in DECISIONS if decision == self.decision.data), None)
        return Handover(text=self.text.data, decision=decided)
