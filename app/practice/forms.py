"""What may come in from the call room: a question, a search, a handover as typed."""

import re
from datetime import timedelta
from math import inf
from uuid import UUID, uuid4

from flask import request
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import Optional

from app.content.scenario import Decision
from app.handover.scorecard import Handover
from app.practice.queries import Typed
from app.practice.rules.levels import LEVEL_NAMES, LevelName
from app.practice.rules.replay import chosen_second
from app.practice.rules.sending import Sent

DECISIONS: tuple[tuple[Decision, str], ...] = (
    ("raise", "Raise as a major incident"),
    ("attach", "Add to one that is open"),
    ("security", "Security path"),
    ("none", "Not a major incident"),
)
SHORT_DECISIONS: dict[Decision, str] = {
    "raise": "Raise",
    "attach": "Add to the open one",
    "security": "Security path",
    "none": "Not raised",
}
_LONGEST_WAIT = 24 * 3600 * 1000
_ANSWER = re.compile(r"answer-([a-z][a-z0-9_]{0,59})")
NOTHING = "~nothing"
_FIELD = re.compile(r"item-([a-z][a-z0-9_]{0,59})")


def as_typed(value: str | None) -> str:
    """The words with one kind of line end, and without the one character no database takes."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def new_sent_id() -> str:
    """A name for what a form sends next; the page's own scripts give each sending one of their own."""
    return str(uuid4())


def _as_uuid(value: str | None) -> str | None:
    """A name as it is stored, None for what is none."""
    try:
        return str(UUID(value or ""))
    except ValueError:
        return None


class SentForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What every form of a call carries: the name of this sending, and for how many ms it lay on the device."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """No token of its own: that of every POST was checked before its view, and making another costs as much."""

        csrf = False

    sent_id = StringField(filters=[_as_uuid])
    waited = IntegerField(validators=[Optional()])

    def sent(self) -> Sent:
        """How it was sent; a wait of more than a day is one of a day."""
        waited = min(max(self.waited.data or 0, 0), _LONGEST_WAIT)
        return Sent(self.sent_id.data, timedelta(milliseconds=waited))


class StartForm(FlaskForm):  # type: ignore[misc]
    """The level a call is taken at; the one that counts when none is named."""

    level = StringField(filters=[as_typed], default="assessed")

    def chosen(self) -> LevelName | None:
        """The level chosen, None when there is no such level."""
        return next((name for name in LEVEL_NAMES if name == (self.level.data or "assessed")), None)


class AskForm(SentForm):
    """A question to somebody on the line."""

    to = StringField(filters=[as_typed])
    text = StringField(filters=[as_typed])
    seq = IntegerField(validators=[Optional()])


class RingForm(SentForm):
    """Somebody to ring."""

    to = StringField(filters=[as_typed])


class LinkForm(SentForm):
    """A ticket to link."""

    ticket = StringField(filters=[as_typed, str.strip])


class LookUpForm(SentForm):
    """A desk tool and what to search in it."""

    tool = StringField(filters=[as_typed])
    words = StringField(filters=[as_typed, str.strip])


class HandoverForm(SentForm):
    """The handover as typed: one text, labelled fields (`item-<id>`), or both."""

    text = TextAreaField("Your handover", filters=[as_typed])
    decision = StringField(filters=[as_typed])
    revision = IntegerField(validators=[Optional()])
    seq = IntegerField(validators=[Optional()])

    def labelled(self) -> dict[str, str]:
        """The labelled fields that hold something, by checklist item."""
        found = {}
        for name, value in request.form.items():
            field = _FIELD.fullmatch(name)
            if field and value.strip():
                found[field.group(1)] = as_typed(value)
        return found

    def handover(self) -> Handover:
        """What was typed as a handover; a decision that is none of the four counts as none taken."""
        return Handover(text=self.text.data, fields=self.labelled(), decision=self.chosen())

    def typed(self) -> Typed:
        """What was typed, as the page shows it again."""
        return Typed(self.text.data, self.labelled(), self.chosen(), self.revision.data or 0, None)

    def chosen(self) -> Decision | None:
        """The decision taken, None when none of the four."""
        return next((decision for decision, _ in DECISIONS if decision == self.decision.data), None)


class UpdateForm(SentForm):
    """What is sent after the handover; `corrects`: it corrects what was written."""

    text = TextAreaField(filters=[as_typed])
    corrects = BooleanField()


class AnswersForm(FlaskForm):  # type: ignore[misc]
    """The answers to the questions back, by item (`answer-<id>`), or all of them passed over."""

    def answers(self) -> dict[str, str]:
        """The answers as typed, by item."""
        named = ((_ANSWER.fullmatch(name), value) for name, value in request.form.items())
        return {name.group(1): as_typed(value) for name, value in named if name}

    def passes(self) -> bool:
        """Whether the questions are passed over."""
        return "pass" in request.form


class DisputeForm(FlaskForm):  # type: ignore[misc]
    """How somebody sees a verdict on their own handover."""

    sentence = TextAreaField(filters=[as_typed])


class RulingForm(FlaskForm):  # type: ignore[misc]
    """What should count as a verdict and why; `seen` is how much was said of it when the page was opened."""

    verdict = StringField(filters=[as_typed])
    reason = TextAreaField(filters=[as_typed])
    seen = IntegerField(validators=[Optional()])


class CommentForm(FlaskForm):  # type: ignore[misc]
    """What a trainer says, and the second of the call it is about."""

    at = StringField(filters=[as_typed], default="")
    text = TextAreaField(filters=[as_typed])

    def second(self) -> float:
        """The second it is about; the first when none is written."""
        return chosen_second(self.at.data or "", inf)


class PhrasingForm(FlaskForm):  # type: ignore[misc]
    """Words that were not understood, and the item they ask for or `~nothing`."""

    text = StringField(filters=[as_typed])
    topic = StringField(filters=[as_typed])

    def topics(self) -> tuple[str, ...] | None:
        """What the words ask for: an item, nothing, or None where nothing was chosen."""
        if self.topic.data == NOTHING:
            return ()
        return (self.topic.data,) if self.topic.data else None
