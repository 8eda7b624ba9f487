"""Whole stories over HTTP, on both engines, with the shipped content."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.content.module import Question
from app.content.typography import typographic
from app.extensions import library
from tests.journeys.forms import forms_of


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))])
def engine(request: pytest.FixtureRequest) -> str:
    """Every journey is made on both engines."""
    return str(request.param)


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody at their browser: clicks what a page offers, and nothing it does not."""

    client: FlaskClient
    app: Flask

    def see(self, address: str, *words: str) -> TestResponse:
        """Opens a page and finds these words on it."""
        page = self.client.get(address, follow_redirects=True)
        assert page.status_code == 200, (address, page.status_code)
        for word in words:
            assert word in page.text, (address, word)
        return page

    def send(self, page: TestResponse, action: str, **fields: Any) -> TestResponse:
        """Sends the form of a page whose address ends so, with its hidden fields and these; answers where it leads."""
        forms = forms_of(page.text)
        found = [(at, form) for form in forms for at in form.addresses if at.split("?")[0].endswith(action)]
        assert found, (action, [form.addresses for form in forms])
        address, form = found[0]
        answer = self.client.post(address, data={**form.values, **fields}, follow_redirects=True)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:2000])
        return answer

    def learn(self, slug: str) -> TestResponse:
        """Reads a module and answers its knowledge check rightly; answers the result page."""
        page = self.see(f"/pack/{slug}")
        page = self.send(page, "/read")
        page = self.send(self.see(f"/pack/{slug}"), f"/pack/{slug}/check")
        with self.app.app_context():
            check = library().modules[slug].check
            labels = {item.id: item.label for item in library().checklist.items}
        for _ in range(check.draw):
            question = check.question(page.request.path.rsplit("/", 1)[1])
            self.send(page, question.id, sureness="sure", **rightly(question, labels, page.text))
            page = self.see(re.sub(r"/[^/]+$", "", page.request.path))
        return page

    def take_call(self, slug: str, questions: dict[str, list[str]]) -> TestResponse:
        """Takes a call, asks these people these questions and hands the author's model over; answers the debrief."""
        with self.app.app_context():
            model = library().scenarios[slug].model_example
        assert model is not None
        room = self.send(self.see(f"/practice/{slug}"), "/start")
        for person, asked in questions.items():
            for question in asked:
                room = self.send(self.see(f"{room.request.path}?to={person}"), "/ask", text=question)
                assert escaped(question) in room.text
        room = self.send(room, "/look-up", tool="changes", words="")
        room = self.send(room, "/draft", text=model.text[:40])
        assert escaped(model.text[:40]) in room.text
        return self.finish(self.send(room, "/hand-over", text=model.text, decision=model.decision))

    def finish(self, after: TestResponse, **answers: str) -> TestResponse:
        """Says that this is all, answers what is asked back or passes it over; answers the debrief."""
        assert after.request.path.endswith("/after")
        page = self.send(after, "/updates/end")
        if page.request.path.endswith("/after"):
            page = self.send(page, "/answers", **(answers or {"pass": "yes"}))
        assert page.request.path.endswith("/debrief")
        return page


def rightly(question: Question, labels: dict[str, str], page: str) -> dict[str, Any]:
    """The right answer to a question, in the fields of its page, which shows the options in an order of its own."""
    plain = re.sub(r"<[^>]+>", " ", page)
    if question.kind == "ordering":
        shown = [name for _, name in sorted((plain.index(escaped(typographic(step))), step) for step in question.order)]
        return {f"place_{at}": str(question.order.index(step) + 1) for at, step in enumerate(shown)}
    texts = [labels[option.text] if question.kind == "missing" else option.text for option in question.options]
    shown = sorted(texts, key=lambda text: plain.rindex(escaped(typographic(text))))
    right = {text for text, option in zip(texts, question.options, strict=True) if option.right}
    return {"chosen": [str(at) for at, text in enumerate(shown) if text in right]}


def escaped(text: str) -> str:
    """The text as it stands in HTML."""
    from markupsafe import escape

    return str(escape(text))


@pytest.fixture
def travel(visit: Callable[[int | None], FlaskClient], app: Flask) -> Callable[[int | None], Traveller]:
    """Somebody at their browser."""
    return lambda person_id: Traveller(visit(person_id), app)
