"""What may come in at the door and about people."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


def trimmed(value: str | None) -> str | None:
    """Without the spaces that pasting brings along."""
    return " ".join(value.split()) if value else value


def lowered(value: str | None) -> str | None:
    """As e-mail addresses are kept."""
    return value.strip().lower() if value else value


class SignInForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """E-mail, password and where to go then."""

    email = StringField(
        "E-mail", filters=[lowered], validators=[InputRequired("Write your e-mail address."), Length(max=254)]
    )
    password = PasswordField("Password", validators=[InputRequired("Write your password."), Length(max=1000)])
    next = HiddenField()
