"""Which places and how many: all of them, others as well, and numbers and times beside them."""

import pytest

from tests.handover.shipped import verdict


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prices", "Tills show old prices in all Wales and West stores. The Midlands have it as well."),
        ("pallets", "Derwent Shed and Calder Shed are down. Marl Cross is down too."),
        ("repairs", "Calls drop at Carding House, Saltgate has got it as well."),
        ("builds", "Manchester and Porto are affected, as is the Tampere office."),
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


@pytest.mark.parametrize("some", ["all posts", "all parked jobs", "both"])
def test_words_that_are_places_only_when_counted_are_none_else(some: str) -> None:
    assert verdict("builds", "sites", f"Builds are refused for {some} in Manchester and Porto") == "captured"


def test_the_number_behind_every_one_of_them_counts() -> None:
    text = "Wrong prices at every store, all {} of them"
    assert verdict("prices", "sites", text.format("seventeen")) == "captured"
    assert verdict("prices", "sites", text.format("forty-one")) == "wrong"
    assert verdict("prices", "sites", "Wrong prices. Second call. It's every store, all forty-one of them.") == "wrong"
