"""What may come in at the door and about people."""

from collections.abc import Sequence
from datetime import date

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import EqualTo, InputRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput

from app.accounts.actions.people import PersonFacts
from app.accounts.models import Team
from app.accounts.rules import LONGEST_PASSWORD, USUAL_EXTRA_TIMES, name_mistake, unseen_sign
from app.web.guards import Role

_EMAIL = Regexp(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$", message="Write a whole e-mail address, such as asha@example.org.")
_DAY = "Write the day, such as 2026-11-24."
_EARLIEST = date(1970, 1, 1)
_LATEST = date(2100, 1, 1)
_UNOFFERED = {"invalid_value_message": "Choose from the list.", "invalid_choice_message": "Choose from the list."}


def trimmed(value: str | None) -> str | None:
    """Without the spaces that pasting brings along."""
    return " ".join(value.split()) if value else value


def lowered(value: str | None) -> str | None:
    """As e-mail addresses are kept."""
    return value.strip().lower() if value else value


def whole_number(value: str | None) -> int | None:
    """The id chosen; None for the empty choice."""
    return int(value) if value else None


def _named(_form: FlaskForm, field: StringField) -> None:
    """Refuses a name that nobody could read."""
    if mistake := name_mistake(field.data or ""):
        raise ValidationError(mistake)


def _all_seen(_form: FlaskForm, field: StringField) -> None:
    """Refuses an address with signs in it that show nothing."""
    if unseen := unseen_sign(field.data or ""):
        raise ValidationError(f"There is a sign in it that cannot be seen ({unseen}). Write it anew, without it.")


def _name(label: str, longest: int) -> StringField:
    limit = Length(max=longest, message=f"At most {longest} characters.")
    return StringField(label, filters=[trimmed], validators=[InputRequired("Write the name."), limit, _named])


def _email(label: str = "E-mail") -> StringField:
    limit = Length(max=254, message="At most 254 characters.")
    needed = InputRequired("Write the e-mail address.")
    return StringField(label, filters=[lowered], validators=[needed, limit, _EMAIL, _all_seen])


def _new_password() -> PasswordField:
    limit = Length(max=LONGEST_PASSWORD, message=f"Choose at most {LONGEST_PASSWORD} characters.")
    return PasswordField("New password", validators=[InputRequired("Choose a password."), limit])


def _again() -> PasswordField:
    same = EqualTo("chosen", "The two are not the same. Write both again.")
    return PasswordField("New password once more", validators=[same])


class SignInForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """E-mail, password and where to go then."""

    email = StringField(
        "E-mail", filters=[lowered], validators=[InputRequired("Write your e-mail address."), Length(max=254)]
    )
    password = PasswordField("Password", validators=[InputRequired("Write your password."), Length(max=1000)])
    next = HiddenField()


class ChangePasswordForm(FlaskForm):  # type: ignore[misc]
    """The current password and the new one twice."""

    current = PasswordField(
        "Current password", validators=[InputRequired("Write your current password."), Length(max=1000)]
    )
    chosen = _new_password()
    again = _again()


class ChoosePasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password twice, from a one-time link."""

    chosen = _new_password()
    again = _again()


class FirstAdministratorForm(ChoosePasswordForm):
    """Who the first administrator is, with their password."""

    name = _name("Your name", 120)
    email = _email("Your e-mail")


class ForgottenForm(FlaskForm):  # type: ignore[misc]
    """Whose password is forgotten."""

    email = _email()


class _Ticks(SelectMultipleField):  # type: ignore[misc]
    """Several of a few, as boxes to tick."""

    option_widget = CheckboxInput()


class PersonForm(FlaskForm):  # type: ignore[misc]
    """What an administrator says of a person; `offer` sets the teams to choose from.

    `shown` is what the page showed when it was made, so that what changed meanwhile is not undone unseen.
    """

    name = _name("Name", 120)
    email = _email()
    joined = DateField("Joined on", validators=[InputRequired(_DAY)], invalid_value_message=_DAY)
    roles = _Ticks("Roles", choices=[SelectChoice(role.value, role.label) for role in Role], **_UNOFFERED)
    team = SelectField("Team", coerce=whole_number, **_UNOFFERED)
    managed = _Ticks("Teams this person manages", coerce=whole_number, **_UNOFFERED)
    shown = HiddenField()

    def offer(self, teams: Sequence[Team]) -> None:
        """Offers these teams."""
        choices = [SelectChoice(str(team.id), team.name) for team in teams]
        self.team.choices = [SelectChoice("", "No team"), *choices]
        self.managed.choices = choices

    def facts(self) -> PersonFacts:
        """What was said of the person."""
        return PersonFacts(
            name=self.name.data,
            email=self.email.data,
            roles=frozenset(Role(role) for role in self.roles.data),
            team_id=self.team.data,
            managed_team_ids=frozenset(self.managed.data),
            joined_on=self.joined.data,
        )

    def facts_shown(self) -> PersonFacts | None:
        """What the page showed when it was made; None where it does not say."""
        return PersonFacts.read(self.shown.data or "")

    def take_over(self, now: PersonFacts) -> None:
        """Puts what is kept now into the fields left as they were shown, so that saving once more changes only what was
        written."""
        typed, shown = self.facts(), self.facts_shown()
        facts = typed.taking_over(shown, now) if shown else typed
        said = {
            "name": facts.name,
            "email": facts.email,
            "joined": facts.joined_on,
            "roles": sorted(facts.roles),
            "team": facts.team_id,
            "managed": sorted(facts.managed_team_ids),
        }
        for name, value in said.items():
            self[name].data, self[name].raw_data = value, None
        self.shown.data = now.written()

    def validate_joined(self, field: DateField) -> None:
        """Catches a year written wrongly."""
        if field.data and not _EARLIEST <= field.data <= _LATEST:
            raise ValidationError("Write a year between 1970 and 2100.")


class TeamForm(FlaskForm):  # type: ignore[misc]
    """A team's name."""

    name = _name("Team name", 80)


class ExtraTimeForm(FlaskForm):  # type: ignore[misc]
    """How much more time a person is given: one of the usual shares, or another number."""

    share = RadioField(
        "Extra time",
        choices=[
            *(SelectChoice(str(share), f"{share} per cent" if share else "None") for share in USUAL_EXTRA_TIMES),
            SelectChoice("other", "Another share"),
        ],
        validators=[InputRequired("Choose one.")],
        **_UNOFFERED,
    )
    other = IntegerField("Per cent", validators=[Optional()], invalid_value_message="Write a whole number.")

    def per_cent(self) -> int | None:
        """The share chosen or written, None when another was chosen and none written."""
        chosen: int | None = self.other.data if self.share.data == "other" else int(self.share.data)
        return chosen
