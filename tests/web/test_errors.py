"""Error pages say what happened, what was kept and what to do."""


def test_an_unknown_address_is_answered_with_a_page(visit, cast):
    answer = visit(cast.asha).get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(visit):
    answer = visit(None).get("/?a=1")
    assert answer.status_code == 303
    assert answer.location.endswith("/sign-in?next=/?a%3D1")
