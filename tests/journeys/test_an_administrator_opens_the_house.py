"""An administrator brings people in; they choose a password and are home."""

import re

from flask import Flask


def test_a_person_comes_in_by_a_one_time_link(travel, cast, app: Flask):
    ada = travel(cast.ada)
    form = ada.see("/people/new")
    added = ada.send(
        form,
        "/people/new",
        name="Ivo Marsh",
        email="Ivo.Marsh@example.org",
        team=str(cast.hull),
        roles=["agent"],
        joined="2026-11-20",
    )
    link = re.search(r"/link/[\w-]+", added.text).group()

    ivo = travel(None)
    page = ivo.see(link, "Ivo Marsh")
    home = ivo.send(page, link, chosen="three calm horses", again="three calm horses")
    assert "Ivo" in home.text
    assert travel(None).client.get(link).status_code == 410

    stranger = travel(None)
    wrong = stranger.client.post("/sign-in", data={"email": "ivo.marsh@example.org", "password": "three calm cows"})
    assert wrong.status_code in (401, 422)
    right = stranger.client.post(
        "/sign-in", data={"email": "ivo.marsh@example.org", "password": "three calm horses"}, follow_redirects=True
    )
    assert right.status_code == 200


def test_everybody_finds_on_the_first_page_what_is_theirs(travel, cast):
    travel(cast.asha).see("/", "Your path", "/path")
    travel(cast.mina).see("/", "Leeds desk")
    travel(cast.max).see("/", "/practice", "/checklist")
    travel(cast.tess).see("/", "/teams")
    travel(cast.ada).see("/", "/people")
