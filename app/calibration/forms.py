"""What may come in: a verdict and words an item, and a pasted handover."""

import re

from flask import request
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import Optional

from app.calibration.actions import ItemSaid

_FIELD = re.compile(r"(?:verdict|words)-([a-z][a-z0-9_]{0,59})")


def as_typed(value: str | None) -> str:
    """The words with one kind of line end, and without the one character no database takes."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


class RatingForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A rating as it stands in the page: `verdict-<item>` and `words-<item>`."""

    revision = IntegerField(validators=[Optional()])
    do = StringField()

    def said(self) -> dict[str, ItemSaid]:
        """What was said, by item."""
        items = {found.group(1) for name in request.form if (found := _FIELD.fullmatch(name))}
        return {
            item: ItemSaid(request.form.get(f"verdict-{item}"), as_typed(request.form.get(f"words-{item}")))
            for item in sorted(items)
        }


class PasteForm(FlaskForm):  # type: ignore[misc]
    """A handover from anywhere and the scenario it is about."""

    scenario = StringField(filters=[as_typed])
    text = TextAreaField(filters=[as_typed])
