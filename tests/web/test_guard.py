"""Who is let in, and where those go who are not."""

import pytest
from flask import Flask


def test_a_view_that_says_nothing_is_refused_to_everybody(app: Flask, visit, cast):
    app.add_url_rule("/silent", "silent", lambda: "secret")
    for person in (None, cast.asha, cast.ada):
        answer = visit(person).get("/silent")
        assert answer.status_code == 403
        assert "secret" not in answer.text


@pytest.mark.parametrize("who", ["asha", "bo", "mina", "max", "tess"])
def test_a_page_of_another_role_is_refused(visit, cast, who):
    answer = visit(getattr(cast, who)).get("/people")
    assert answer.status_code == 403
    assert "This page is not yours to open." in answer.text


def test_the_first_visit_is_not_scolded(visit):
    answer = visit(None).get("/", follow_redirects=True)
    assert "Sign in to go on." not in answer.text


def test_a_part_of_a_page_that_reads_sends_the_whole_page_to_sign_in_and_back(visit):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/practice/attempts/3?to=x"}
    answer = visit(None).get("/practice/attempts/3", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/practice/attempts/3"


def test_a_part_of_a_page_that_sends_is_told_and_stays(visit):
    answer = visit(None).post("/practice/attempts/3/draft", headers={"HX-Request": "true"}, data={"text": "words"})
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers
    assert "What you typed is still on this page." in answer.text


def test_every_answer_carries_the_security_headers(visit):
    for address in ("/sign-in", "/nowhere", "/static/css/base.css", "/healthz"):
        with visit(None).get(address) as answer:
            headers = answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "media-src 'self';" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"


def test_pages_are_not_kept_by_browsers_and_versioned_files_are(visit):
    client = visit(None)
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"
    with client.get("/static/css/base.css?v=1") as versioned:
        assert "immutable" in versioned.headers["Cache-Control"]
    with client.get("/static/css/not-there-yet.css?v=1") as missing:
        assert missing.headers["Cache-Control"] == "no-store"


def test_reading_sets_no_cookie_anew(visit, cast):
    """Or an answer under way while somebody signs out would sign them in again."""
    client = visit(cast.asha)
    client.get("/account")
    for address in ("/account", "/pack", "/static/css/base.css?v=1"):
        with client.get(address) as answer:
            assert "Set-Cookie" not in answer.headers
