"""A new joiner's whole way, and what their manager and a stranger see of it."""

import re

from app.extensions import library

QUESTIONS = {
    "prices": ["What exactly happens at the tills?", "Since when has this been going on?"],
    "exams": ["Which system is it?", "How many people are affected?"],
    "reports": ["What happens when you try?", "Is there a workaround?"],
}


def first_person(app, slug):
    with app.app_context():
        return library().scenarios[slug].people[0].id


def test_a_new_joiner_reads_answers_calls_and_earns_the_certificate(travel, cast, app):
    asha = travel(cast.asha)
    asha.see("/", "What a major incident is")
    with app.app_context():
        steps = library().paths.of({"agent"})[0].steps
    for step in steps:
        if step.kind == "module":
            result = asha.learn(step.slug)
            assert "100" in result.text
        elif step.kind == "video":
            asha.send(asha.see(f"/videos/{step.slug}"), "/transcript")
        else:
            person = first_person(app, step.slug)
            debrief = asha.take_call(step.slug, {person: QUESTIONS[step.slug]})
            assert "<mark" in debrief.text
    today = asha.see("/", "Your path is complete")
    serial = re.search(r"BTN-[A-Z0-9-]+", today.text).group()

    stranger = travel(None)
    page = stranger.see(f"/certificates/{serial.lower()}", "Asha Verma", serial)
    assert "asha@example.org" not in page.text

    mina = travel(cast.mina)
    mina.see(f"/teams/{cast.leeds}", "Asha Verma")
    rows = mina.see(f"/teams/{cast.leeds}.csv").text
    assert "Asha Verma" in rows
    assert "Bo Lindqvist" not in rows


def test_papers_open_for_those_they_belong_to(travel, cast, app):
    asha, bo = travel(cast.asha), travel(cast.bo)
    debrief = asha.take_call("prices", {first_person(app, "prices"): QUESTIONS["prices"]})
    for paper in ("a4", "letter"):
        for address in ("/checklist.pdf", f"{debrief.request.path}.pdf"):
            answer = asha.client.get(f"{address}?paper={paper}")
            assert answer.status_code == 200, address
            assert answer.data.startswith(b"%PDF-")
    assert bo.client.get(debrief.request.path).status_code == 404
    assert bo.client.get(f"{debrief.request.path}.pdf").status_code == 404


def test_a_call_can_be_left_and_taken_up_again(travel, cast, app):
    asha = travel(cast.asha)
    room = asha.send(asha.see("/practice/prices"), "/start", level="supported")
    asha.send(room, "/draft", text="Tills at old prices")
    asha.send(asha.see(room.request.path), "/pause")
    today = asha.see("/")
    assert room.request.path in today.text
    again = asha.see(room.request.path, "Tills at old prices")
    asha.send(again, "/resume")
