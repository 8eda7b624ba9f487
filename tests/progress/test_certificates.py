"""Certificates in public: what the page says, to whom, and how a serial may be typed."""

from datetime import timedelta

import pytest

from app.clock import now
from app.database import db
from app.progress.models import Certificate
from tests.progress.test_complete import do_all


@pytest.fixture
def serial(app, cast):
    """The serial of Asha's certificate, issued today."""
    with app.app_context():
        do_all(cast.asha, now())
        return db.session.query(Certificate).one().serial


def test_anybody_sees_what_the_paper_says_and_no_more(visit, serial):
    answer = visit(None).get(f"/certificates/{serial}")
    assert answer.status_code == 200
    for words in ("This certificate stands until", "Asha Verma", "Major incident handover", "Northfold Group", serial):
        assert words in answer.text
    for hidden in ("asha@example.org", "Leeds", ".pdf"):
        assert hidden not in answer.text


def test_search_engines_are_asked_to_leave_it_out(visit, serial):
    answer = visit(None).get(f"/certificates/{serial}")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_only_its_holder_sees_the_download(visit, cast, serial):
    assert f"/certificates/{serial}.pdf" in visit(cast.asha).get(f"/certificates/{serial}").text
    assert ".pdf" not in visit(cast.bo).get(f"/certificates/{serial}").text


@pytest.mark.parametrize("typed", [str.lower, lambda serial: serial.replace("-", ""), lambda serial: serial[4:]])
def test_a_serial_typed_another_way_leads_to_the_same_page(visit, serial, typed):
    answer = visit(None).get(f"/certificates/{typed(serial)}")
    assert answer.status_code == 301
    assert answer.location == f"/certificates/{serial}"


def test_a_lapsed_certificate_says_so_at_the_same_address(app, visit, cast):
    with app.app_context():
        do_all(cast.asha, now() - timedelta(days=400))
        serial = db.session.query(Certificate).one().serial
    answer = visit(None).get(f"/certificates/{serial}")
    assert answer.status_code == 200
    assert "This certificate lapsed on" in answer.text


@pytest.mark.parametrize("serial", ["BTN-2222-2222", "nonsense", "BTN-0000-0000", "%00", "x" * 300])
def test_an_unknown_serial_is_answered_with_advice(visit, serial):
    answer = visit(None).get(f"/certificates/{serial}")
    assert answer.status_code == 404
    assert "Check it against the paper" in answer.text


def test_the_form_leads_to_the_page(visit, serial):
    client = visit(None)
    assert client.get("/certificates").status_code == 200
    answer = client.get("/certificates", query_string={"serial": f" {serial.lower()} "})
    assert (answer.status_code, answer.location) == (303, f"/certificates/{serial}")


def test_the_form_keeps_what_was_typed_and_says_what_a_serial_is(visit):
    answer = visit(None).get("/certificates", query_string={"serial": 'BTN-1"<b>'})
    assert answer.status_code == 422
    assert "BTN-1&#34;&lt;b&gt;" in answer.text
    assert "A serial has eight letters and digits" in answer.text
