"""What is wrong with a form is said at its fields, tied to them, and nothing is claimed of what is not there."""

import re
from collections.abc import Callable

import pytest
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput

IMPORT = '{% from "components/forms.html" import choices, field, mistakes %}'


def fails(why: str) -> Callable[[FlaskForm, StringField], None]:
    """A validator that refuses everything, after which the next one is asked too."""

    def refuse(_form: FlaskForm, _field: StringField) -> None:
        raise ValidationError(why)

    return refuse


class NameForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    name = StringField("Name", validators=[fails("Too short."), fails("Taken.")])
    share = RadioField("Share", choices=["a", "b"], validators=[InputRequired("Choose one.")])


class SecretForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name")
    secret = PasswordField("Secret", validators=[InputRequired("Write it.")])


def shown(app: Flask, form_class: type[FlaskForm], template: str, name: str = "Asha") -> str:
    """The template with a form of this class that was sent with no more than this name."""
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context():
        form = form_class(MultiDict({"name": name}))
        form.validate()
        return render_template_string(IMPORT + template, form=form)


def tied(html: str) -> list[str]:
    """The texts of what the one thing with `aria-describedby` is tied to; every id stands there once."""
    (ids,) = re.findall(r'aria-describedby="([^"]*)"', html)
    for one in ids.split():
        assert html.count(f'id="{one}"') == 1
    found = [re.search(rf'<(\w+)[^>]*id="{one}"[^>]*>(.*?)</\1>', html, re.DOTALL) for one in ids.split()]
    return [re.sub(r"<[^>]+>", "", match[2]).strip() for match in found if match]


def test_a_field_is_tied_to_its_hint_and_to_all_its_mistakes(app: Flask) -> None:
    html = shown(app, NameForm, '{{ field(form.name, hint="As on the badge.") }}')
    assert tied(html) == ["As on the badge.", "Too short.Taken."]


@pytest.mark.parametrize(
    ("hint", "texts"), [("", ["Choose one."]), ("Of the whole.", ["Of the whole.", "Choose one."])]
)
def test_a_group_of_choices_is_tied_to_its_hint_and_its_mistakes(app: Flask, hint: str, texts: list[str]) -> None:
    html = shown(app, NameForm, f'{{{{ choices(form.share, hint="{hint}") }}}}')
    assert tied(html) == texts
    assert html.index("<fieldset") < html.index("aria-describedby") < html.index("<legend>")


def test_a_form_without_passwords_says_that_what_was_typed_is_there(app: Flask) -> None:
    html = shown(app, NameForm, "{{ mistakes(form) }}{{ field(form.name) }}")
    assert "What you typed is still here." in html
    assert 'value="Asha"' in html


def test_a_form_that_was_sent_empty_says_nothing_of_what_was_typed(app: Flask) -> None:
    html = shown(app, NameForm, "{{ mistakes(form) }}", name="")
    assert "2 things need mending." in html
    assert "still here" not in html


def test_a_form_with_passwords_says_that_they_are_to_be_written_again(app: Flask) -> None:
    html = shown(app, SecretForm, "{{ mistakes(form) }}")
    assert "Passwords are not put back: write them again." in html
    assert "still here" not in html


class TeamForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name", validators=[InputRequired("Write a name.")])
    share = RadioField("Share", choices=["a", "b"], validators=[InputRequired("Choose one.")])
    desk = SelectField("Desk", choices=["Leeds", "Hull"], validators=[fails("Not this one.")])
    ticks = SelectMultipleField("Roles", choices=["agent"], option_widget=CheckboxInput(), validators=[fails("None?")])


def test_the_summary_names_each_mistake_leads_to_its_field_and_takes_the_focus(app: Flask) -> None:
    html = shown(app, TeamForm, "{{ mistakes(form) }}")
    assert "3 things need mending." in html
    assert '<a href="#share-0">Share</a>: Choose one.' in html
    assert '<a href="#desk">Desk</a>: ' in html
    assert '<a href="#ticks-0">Roles</a>: None?' in html
    assert re.search(r'<div class="flash bad mending" role="alert" tabindex="-1" autofocus>', html)


def test_the_summary_leads_to_where_a_field_stands_under_another_name(app: Flask) -> None:
    html = shown(app, NameForm, "{{ mistakes(form, {'name': 'team-3'}) }}")
    assert '<a href="#team-3">Name</a>: Too short.' in html
