"""Which places and how many: all of them, others as well, and numbers and times beside them."""

import pytest

from tests.handover.shipped import verdict
from tests.handover.test_reported_faults import marked_in


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prices", "Tills show old prices in all Wales and West stores. The Midlands have it as well."),
        ("pallets", "Derwent Shed and Calder Shed are down. Marl Cross is down too."),
        ("repairs", "Calls drop at Carding House, Saltgate has got it as well."),
        ("builds", "Manchester and Porto are affected, as is the Tampere office."),
        ("builds", "Builds fail right across Manchester, Porto AND Tampere. It isn't spreading."),
    ],
)
def test_a_place_that_works_told_to_be_hit_too_is_wrong(name: str, text: str) -> None:
    assert verdict(name, "sites", text) == "wrong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prices", "Tills show old prices in all Wales and West stores. The Midlands were told as well."),
        ("repairs", "Calls drop at Carding House, Saltgate has not got it as well."),
        ("repairs", "Calls drop at Carding House. She thinks Saltgate has got it as well."),
        ("builds", "Manchester and Porto are affected. Tampere said it was affected too, but Tampere is fine."),
    ],
)
def test_a_place_that_works_told_otherwise_costs_nothing(name: str, text: str) -> None:
    assert verdict(name, "sites", text) == "captured"


@pytest.mark.parametrize("whole", ["all three offices", "all 3 posts", "all three halls"])
def test_as_many_places_as_there_are_is_too_many(whole: str) -> None:
    assert verdict("builds", "sites", f"Builds are refused in {whole}") == "wrong"


SOME_SHOPS = {"truth": "26 of the 38 shops, those with lamps", "names": ["Lamp shops"], "count": 26}


@pytest.mark.parametrize("all_of", ["all 38 of them", "in any of the thirty-eight ends of the firm", "across all 38"])
def test_all_there_are_by_their_number_is_too_many(all_of: str) -> None:
    said = marked_in(f"LoanDesk is down. From ten tonight it sat dark {all_of}.", "sites", sites=SOME_SHOPS)
    assert said.verdict == "wrong"


@pytest.mark.parametrize(
    "some", ["not all 38", "at nearly all 38", "in 26, though she thinks all 38", "in 26 of all the 38"]
)
def test_not_all_by_their_number_is_not_too_many(some: str) -> None:
    said = marked_in(f"LoanDesk is down. From ten tonight it sat dark {some}.", "sites", sites=SOME_SHOPS)
    assert said.verdict != "wrong"


@pytest.mark.parametrize("some", ["all posts", "all parked jobs", "both"])
def test_words_that_are_places_only_when_counted_are_none_else(some: str) -> None:
    assert verdict("builds", "sites", f"Builds are refused for {some} in Manchester and Porto") == "captured"


def test_the_number_behind_every_one_of_them_counts() -> None:
    text = "Wrong prices at every store, all {} of them"
    assert verdict("prices", "sites", text.format("seventeen")) == "captured"
    assert verdict("prices", "sites", text.format("forty-one")) == "wrong"
    assert verdict("prices", "sites", "Wrong prices. It's everywhere, all 41 stores") == "wrong"
    assert verdict("prices", "sites", "Wrong prices. Second call. It's every store, all forty-one of them.") == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "590 candidates/1180 locked out",
        "590 candidates are locked out. The remaining 590 got in.",
        "590 are locked out and the other 590 are in",
    ],
)
def test_a_number_beside_the_whole_or_the_others_is_how_many(text: str) -> None:
    assert verdict("exams", "users", text) == "captured"


def test_what_each_place_has_in_full_adds_up() -> None:
    assert verdict("prices", "users", "Swansea 120/120 tills wrong. Gloucester 84/84, Midlands 0/31") == "captured"
    assert verdict("prices", "users", "Swansea 120/120 tills wrong. Gloucester 12/84") != "captured"


def test_numbers_of_something_else_beside_a_stroke_are_no_whole() -> None:
    assert verdict("prices", "users", "12 tills/204 staff") == "wrong"
    assert verdict("exams", "users", "locked out / 590 candidates / 1640") == "captured"


@pytest.mark.parametrize(
    "text", ["Every store, all 17 of them.", "nobodys using the shelf labels", "needs 2 be sorted"]
)
def test_what_counts_no_users_is_no_wrong_number_of_them(text: str) -> None:
    assert verdict("repairs", "users", f"Calls drop. {text}") == "missing"


@pytest.mark.parametrize("since", ["since five to nine", "since about 20:55"])
def test_when_it_began_is_no_deadline(since: str) -> None:
    assert verdict("prices", "deadline", f"The Patio Weekend start page is wrong {since}") != "wrong"
    assert verdict("prices", "deadline", "The Patio Weekend starts at five to nine in the evening") == "wrong"


@pytest.mark.parametrize("text", ["Builds refused Mnc/Prt, Tampere ok", "Builds refused (Mnc 20, Prt 14, Tmp 0)"])
def test_several_places_may_be_told_by_a_few_letters(text: str) -> None:
    assert verdict("builds", "sites", text) == "captured"


@pytest.mark.parametrize("text", ["Builds refused, prt queue is full", "Builds refused, step plan trap print"])
def test_one_word_like_a_place_is_none(text: str) -> None:
    assert verdict("builds", "sites", text) == "missing"
