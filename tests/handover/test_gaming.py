"""What must not score: lists of everything, the checklist itself, the brief, every phrase one can think of."""

from app.handover.marking import mark
from app.handover.scorecard import Handover
from evaluation.labelled import labelled_scenario
from tests.handover.cases import checklist, item, library, marked


def test_a_copied_checklist_earns_nothing() -> None:
    lines = [f"{each.label}: {each.ask}" for each in checklist().items]
    card = marked("\n".join(lines))
    assert card.completeness <= 3
    real, theirs = labelled_scenario("bank")
    lines = [f"{each.label}: {each.ask} {' '.join(each.ask_also)}" for each in real.items]
    assert mark(real, theirs, Handover("\n".join(lines))).completeness <= 15


def test_the_pasted_brief_earns_little() -> None:
    for name in ("bank", "factory", "parcels", "water"):
        real, theirs = labelled_scenario(name)
        card = mark(real, theirs, Handover(f"{theirs.title}. {theirs.setting}"))
        assert card.completeness < 30
        assert not card.passed


def test_a_list_of_all_services_is_not_a_captured_service() -> None:
    names = ", ".join(library().catalogue.services)
    assert item(f"Affected: {names}", "service").verdict == "wrong"
    assert item(f"{names} are down", "service").verdict == "wrong"


def test_many_values_for_one_item_are_wrong() -> None:
    assert item("Started 09:05 or 09:12 or 09:20 or 09:33", "started").verdict == "wrong"
    assert item("10, 20, 36 or 48 desks", "users").verdict == "wrong"
    assert item("getting worse, steady, intermittent and better", "trend").verdict == "wrong"


def test_generic_phrases_earn_little() -> None:
    text = (
        "The system is down, users cannot work, there is an error, it is slow, big impact on the business, "
        "no workaround, recent change, tried restarting, not known, will update soon."
    )
    assert marked(text).score < 35
