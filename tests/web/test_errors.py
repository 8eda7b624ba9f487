"""Error pages say what happened, what was kept and what to do."""


def test_an_unknown_address_is_answered_with_a_page(visit, cast):
    answer = visit(cast.asha).get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text


def test_a_form_of_an_earlier_session_is_refused_and_a_part_of_a_page_says_where_the_words_are(app):
    client = app.test_client()
    whole = client.post("/sign-in", data={"email": "asha@northfold.example"})
    part = client.post("/sign-in", data={"email": "asha@northfold.example"}, headers={"HX-Request": "true"})
    assert (whole.status_code, part.status_code) == (400, 400)
    assert "Go back, copy what you typed" in whole.text
    assert "What you typed is still on this page." in part.text
    assert "Go back" not in part.text


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(visit):
    answer = visit(None).get("/?a=1")
    assert answer.status_code == 303
    assert answer.location.endswith("/sign-in?next=/?a%3D1")


def test_an_address_that_only_takes_what_is_sent_leads_back_to_its_page(visit, cast):
    client = visit(cast.max)
    for address, page in (
        ("/calibration/attempts/1/rate", "/calibration"),
        ("/practice/attempts/1/hand-over", "/practice/attempts/1"),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, page)
    assert client.get("/calibration/attempts/1/rate", headers={"HX-Request": "true"}).status_code == 405


def test_what_has_no_page_above_it_and_what_is_sent_wrongly_is_told_so(visit, cast):
    client = visit(cast.max)
    assert client.get("/sign-out").status_code == 405
    assert client.put("/calibration/attempts/1/rate").status_code == 405
