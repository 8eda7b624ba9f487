"""A manager, a trainer and a Major Incident Manager do what they come for."""

from app.extensions import library


def test_a_manager_finds_who_is_late_and_takes_the_team_away(travel, cast):
    mina = travel(cast.mina)
    team = mina.see(f"/teams/{cast.leeds}", "Asha Verma", "CSV")
    assert f"/teams/{cast.leeds}/people/{cast.asha}" in team.text
    mina.see(f"/teams/{cast.leeds}/people/{cast.asha}", "Asha Verma")
    assert mina.client.get(f"/teams/{cast.hull}").status_code == 404
    assert mina.client.get(f"/teams/{cast.hull}.csv").status_code == 404


def test_a_manager_reads_a_debrief_of_their_team_and_of_no_other(travel, cast, app):
    with app.app_context():
        person = library().scenarios["prices"].people[0].id
    debrief = travel(cast.asha).take_call("prices", {person: ["What do you see?"]}).request.path
    travel(cast.mina).see(debrief, "Asha Verma")
    others = travel(cast.bo).take_call("prices", {person: ["What do you see?"]}).request.path
    assert travel(cast.mina).client.get(others).status_code == 404


def test_trainer_and_major_incident_manager_can_take_any_call_themselves(travel, cast, app):
    for person in (cast.tess, cast.max):
        somebody = travel(person)
        somebody.see("/checklist", "Whom to call back")
        room = somebody.send(somebody.see("/practice/exams"), "/start")
        assert "/practice/attempts/" in room.request.path
