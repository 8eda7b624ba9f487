"""A trainer looks at a scenario in the browser, asks its people and writes for it; the file on the disk counts."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Cast

HX = {"HX-Request": "true"}

Visit = Callable[[int | None], FlaskClient]


@pytest.fixture
def on_disk(app: Flask, content: Path) -> Callable[..., None]:
    """The site on the small content folder; answers a function that edits its one scenario."""
    app.extensions["baton.settings"] = replace(app.extensions["baton.settings"], content_dir=content)

    def edit(old: str, new: str) -> None:
        file = content / "scenarios" / "tills.yml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
        later = file.stat().st_mtime_ns + 1_000_000
        os.utime(file, ns=(later, later))

    return edit


@pytest.fixture
def tess(visit: Visit, cast: Cast, on_disk: Callable[..., None]) -> FlaskClient:
    return visit(cast.tess)


def ask(client: FlaskClient, text: str, second: str = "60", to: str = "caller", **more: str) -> "Answer":
    return Answer(client, "ask", {"to": to, "text": text, "second": second, **more})


class Answer:
    """What came back for a form: whole page and part, which say the same."""

    def __init__(self, client: FlaskClient, what: str, sent: dict[str, str]) -> None:
        address = f"/authoring/scenarios/tills/{what}"
        whole, part = client.post(address, data=sent), client.post(address, data=sent, headers=HX)
        assert whole.status_code == part.status_code
        self.code, self.whole, self.part = whole.status_code, whole.text, part.text


def test_the_list_shows_each_scenario_and_checks_one_when_asked(tess: FlaskClient) -> None:
    page = tess.get("/authoring/scenarios")
    found = tess.get("/authoring/scenarios/tills?check=1", headers=HX)

    assert "One scenario, and its file can be read." in page.text
    assert "Nothing to mend" not in page.text
    assert "Nothing to mend" in found.text
    assert "there is no model example." in found.text
    assert "Nothing to mend" in tess.get("/authoring/scenarios").text


def test_a_scenario_is_laid_out_with_people_tools_and_truths(tess: FlaskClient) -> None:
    page = tess.get("/authoring/scenarios/tills").text

    for part in ("People", "Timeline", "Desk tools", "Truths", "What the check says"):
        assert part in page
    assert "09:04 today" in page
    assert "TillPay" in page


def test_the_check_can_be_had_without_scripts(tess: FlaskClient) -> None:
    assert "there is no model example." in tess.get("/authoring/scenarios/tills?check=1").text


def test_a_question_is_answered_with_how_it_was_read(tess: FlaskClient) -> None:
    answer = ask(tess, "When did it start?")

    assert answer.code == 200
    for text in (answer.whole, answer.part):
        assert "09:04 today." in text
        assert "Asked about" in text
        assert "When it started" in text
    assert "<h1>" not in answer.part


def test_what_is_asked_next_goes_on_from_what_was_said(tess: FlaskClient) -> None:
    first = ask(tess, "When did it start?")
    second = ask(tess, "Could you repeat that, please?", said="60 caller When did it start?")

    assert 'name="said" value="60 caller When did it start?"' in first.part
    assert second.part.count("09:04 today.") == 2
    assert "a request to repeat" in second.part
    assert ask(tess, "Could you repeat that, please?").part.count("09:04 today.") == 0


def test_what_else_was_noticed_stands_beside_the_answer(tess: FlaskClient) -> None:
    kind = ask(tess, "I am so sorry, that sounds stressful. It began at nine, right?")
    comfort = ask(tess, "Don't worry, we will sort this out.")

    assert "their situation acknowledged" in kind.part
    assert "reassurance" in comfort.part


@pytest.mark.parametrize("said", ["", "soon caller why", "60 nora why", "99999 caller why", "60", "²2 caller why"])
def test_earlier_lines_that_cannot_be_read_are_left_out(tess: FlaskClient, said: str) -> None:
    answer = ask(tess, "When did it start?", said=said)

    assert answer.code == 200
    assert answer.part.count("<blockquote>") == 1


@pytest.mark.parametrize(
    ("text", "second", "to", "why"),
    [
        ("why " * 501, "60", "caller", "Ask in at most 2,000 characters."),
        ("Why?", "7201", "caller", "Write a whole number of seconds, 0 to 7200."),
        ("Why?", "soon", "caller", "Not a valid integer value."),
        ("Why?", "60", "nora", "There is nobody of this name in the scenario."),
    ],
)
def test_a_question_that_cannot_be_put_comes_back_with_its_words(
    tess: FlaskClient, text: str, second: str, to: str, why: str
) -> None:
    answer = ask(tess, text, second, to)

    assert answer.code == 422
    assert why in answer.whole
    assert why in answer.part
    assert text.strip() in answer.whole


def test_a_handover_is_marked_with_verdicts_words_and_reasons(tess: FlaskClient) -> None:
    sent = {"text": "TillPay is down since 09:04.", "decision": "raise", "second": "200"}

    answer = Answer(tess, "mark", sent)

    assert answer.code == 200
    for text in (answer.whole, answer.part):
        assert "of 100" in text
        assert "<q>since 09:04</q>" in text or "<q>09:04</q>" in text
        assert "Captured" in text
        assert "Missing" in text
    assert "TillPay is down since 09:04.</textarea>" in answer.whole


def test_a_handover_too_long_to_mark_comes_back_with_its_words(tess: FlaskClient) -> None:
    answer = Answer(tess, "mark", {"text": "long " * 4001, "decision": "raise", "second": "200"})

    assert answer.code == 422
    assert "At most 20,000 characters can be marked." in answer.part
    assert "long long long" in answer.whole


def test_an_edit_is_seen_at_once(tess: FlaskClient, on_disk: Callable[..., None]) -> None:
    assert "09:04 today." in ask(tess, "When did it start?").part

    on_disk("09:04 today.", "Six minutes past nine.")

    assert "Six minutes past nine." in ask(tess, "When did it start?").part


def test_a_broken_file_shows_its_problems_and_the_last_good_version(
    tess: FlaskClient, on_disk: Callable[..., None]
) -> None:
    before = tess.get("/authoring/scenarios/tills").text
    assert "last good version" not in before

    on_disk("decision: raise", "decision: rise")
    page = tess.get("/authoring/scenarios/tills").text

    assert "What you see is the last good version of it." in page
    assert "scenarios/tills.yml:" in page
    assert "09:04 today" in page
    assert "one has something to mend" in tess.get("/authoring/scenarios").text.replace("One scenario; ", "")
    assert ask(tess, "When did it start?").code == 200

    on_disk("decision: rise", "decision: raise")
    assert "last good version" not in tess.get("/authoring/scenarios/tills").text


def test_a_file_that_never_could_be_read_shows_only_its_problems(
    tess: FlaskClient, on_disk: Callable[..., None]
) -> None:
    on_disk("decision: raise", "decision: rise")

    page = tess.get("/authoring/scenarios/tills")

    assert page.status_code == 200
    assert "This file cannot be read yet." in page.text
    assert "Choose one of the words listed." in page.text
    assert ask(tess, "When did it start?").code == 409


@pytest.mark.parametrize("slug", ["nowhere", "..", "..%2Fpath", "tills.yml"])
def test_a_scenario_that_is_not_there_is_not_found(tess: FlaskClient, slug: str) -> None:
    assert tess.get(f"/authoring/scenarios/{slug}").status_code == 404
    assert tess.post(f"/authoring/scenarios/{slug}/ask", data={"to": "caller"}).status_code == 404


def test_only_trainers_and_administrators_see_it(visit: Visit, cast: Cast, on_disk: Callable[..., None]) -> None:
    pages = ("", "/tills", "/tills?check=1")
    for person, code in ((cast.asha, 403), (cast.mina, 403), (cast.max, 403), (cast.tess, 200), (cast.ada, 200)):
        client = visit(person)
        assert [client.get(f"/authoring/scenarios{page}").status_code for page in pages] == [code] * 3
    assert visit(cast.asha).post("/authoring/scenarios/tills/ask").status_code == 403
    assert visit(None).get("/authoring/scenarios").status_code == 303
    assert "/authoring/scenarios" in visit(cast.tess).get("/").text
    assert "/authoring/scenarios" not in visit(cast.asha).get("/").text


def test_no_page_reads_more_than_who_is_there(
    tess: FlaskClient, count_statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    seen: dict[str, int] = {}
    for page in ("", "/tills", "/tills?check=1"):
        with count_statements() as statements:
            tess.get(f"/authoring/scenarios{page}")
        seen[page] = len(statements)
        assert not any(statement.startswith(("INSERT", "UPDATE", "DELETE")) for statement in statements)

    assert len(set(seen.values())) == 1


def test_an_example_of_its_own_is_put_into_the_box(tess: FlaskClient, add_to_scenario: Callable[[str], int]) -> None:
    add_to_scenario("examples:\n- {kind: thin, decision: raise, elapsed_seconds: 90, text: Tills are down in Leeds.}\n")

    page = tess.get("/authoring/scenarios/tills?example=1").text

    assert "Tills are down in Leeds.</textarea>" in page
    assert 'value="90"' in page
    assert tess.get("/authoring/scenarios/tills?example=9").status_code == 200
