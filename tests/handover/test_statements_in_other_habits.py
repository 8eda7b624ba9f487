"""Statements in chat, forms and mail: corrected counts, who is left out, answers by a letter, and what is denied."""

import pytest

from app.content.scenario import Verdict
from app.handover.carried import carried_flags
from app.handover.marking import mark
from app.handover.scorecard import Handover
from app.language.reading import read
from tests.handover.cases import checklist, scenario
from tests.handover.shipped import verdict

VISITS = {
    "impact": {
        "truth": "Three outings have been cancelled, and borrowers leave without books",
        "points": [
            ["three outings cancelled", "three outings called off"],
            ["borrowers leave without books"],
        ],
    }
}
HANNA = {
    "id": "hanna",
    "name": "Hanna Brightwell",
    "role": "branch lead",
    "opening": "Hello, nothing can be lent.",
    "knows": {"contact": "Me, on 01632 960 417."},
    "believes": [{"about": "impact", "says": "It is one visit. One visit has been lost, that is all."}],
}
UNTOLD = {
    "told": {
        "truth": "The mayor has been told; borrowers have not",
        "points": [["mayor told", "mayor knows"], ["borrowers not told", "borrowers know nothing"]],
    }
}


def of_library(text: str, item: str, **items: object) -> Verdict:
    """The verdict on an item where three visits were cancelled and Hanna believes that it was one."""
    its = scenario(people=[HANNA], items={**VISITS, **UNTOLD, **items})
    card = mark(checklist(), its, Handover(text, decision="raise"), 300)
    return next(each.verdict for each in card.items if each.item == item)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 visit lost.", "wrong"),
        ("Three desks down. It is one visit that was lost.", "wrong"),
        ("1 visit lost\nscrap that, its 3 school visits", "partial"),
        ("Three school visits cancelled, one lost visit was from Farley; borrowers leave without books.", "captured"),
    ],
)
def test_one_of_several_and_a_count_taken_back_are_no_wrong_count(text: str, expected: Verdict) -> None:
    assert of_library(text, "impact") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("36 desks\nscrap that, its 12 desks", "wrong"),
        ("12 desks\nscrap that, its 36 desks", "captured"),
        ("36 desks down, 12 tons of scrap by the door", "captured"),
    ],
)
def test_scrap_that_takes_a_count_back_and_scrap_does_not(text: str, expected: Verdict) -> None:
    assert of_library(text, "users") == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Nobodys told the candidates yet", False),
        ("Dr Feld knows, nobodys told the candidates", False),
        ("Nobody told at the halls", True),
    ],
)
def test_whom_nobody_told_is_not_nobody_at_all(text: str, wrong: bool) -> None:
    assert (verdict("exams", "told", text) == "wrong") == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Borrowers told: N", False),
        ("Borrowers told: N; mayor told: Y", False),
        ("Borrowers told: not sure", False),
        ("Mayor told: Y", False),
        ("Mayor told: N", True),
        ("Borrowers told: Y", True),
    ],
)
def test_the_letter_behind_says_in_a_form_who_was_not_told(text: str, wrong: bool) -> None:
    assert (of_library(text, "told") == "wrong") == wrong


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("repairs", "Saltgate hit: N, diary and online form hit: N", "captured"),
        ("vpn", "mail down: N, video meetings down = no, Newcastle hit: N", "captured"),
        ("builds", "Tampere hit: N (30 builds, 0 failed)", "partial"),
        ("builds", "Tampere hit: Y", "missing"),
        ("builds", "Tampere affected: no idea", "missing"),
        ("builds", "Tampere affected: now", "missing"),
    ],
)
def test_a_form_asks_what_is_hit_and_answers_by_no(name: str, text: str, expected: Verdict) -> None:
    assert verdict(name, "not_affected", text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("builds", "Manchester and Porto are affected and no Tampere build is", "partial"),
        ("prices", "Every North store is hit and no store in the Midlands or South East is", "partial"),
        ("builds", "Tampere is affected and no build there starts", "missing"),
    ],
)
def test_what_no_other_is_is_left_out(name: str, text: str, expected: Verdict) -> None:
    assert verdict(name, "not_affected", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Card payments normal", "partial"),
        ("Card payments fine, the Midlands and South East sell at normal prices", "captured"),
        ("The water is 21 cm over its normal level", "missing"),
        ("Queues longer than normal at the stores", "missing"),
        ("Prices are above normal, card payments above the normal limit", "partial"),
    ],
)
def test_above_normal_does_not_say_that_anything_works(text: str, expected: Verdict) -> None:
    assert verdict("prices", "not_affected", text) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Some calves died in the barn", "partial"),
        ("calves already dead in barn 2", "partial"),
        ("the phones are dead", "missing"),
    ],
)
def test_the_dead_are_those_that_die(said: str, expected: Verdict) -> None:
    dying = {"impact": {"truth": "Calves are dying in the barn and milk is lost",
                        "points": [["calves dying in the barn", "calves die"], ["milk lost"]]}}  # fmt: skip
    assert of_library(said, "impact", **dying) == expected


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Verity says the annexe is fine, but it fails there too", True),
        ("Verity was saying the annexe is okay, but as per monitoring it is not", True),
        ("Verity takes the annexe to be unaffected, but there it fails as well", True),
        ("Verity says the annexe is fine, but the depot fails", False),
        ("The annexe is fine, but it fails at the depot", False),
    ],
)
def test_what_is_told_as_fine_and_denied_at_once_is_no_fact(text: str, flag: bool) -> None:
    assert ("hedges" in carried_flags(read(text))[0]) == flag
