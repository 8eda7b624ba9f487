"""Hours of something else than the fault, hours and days taken back, and what is typed in one with a number."""

import pytest

from app.handover.matching import FEATURES
from app.language.mentions import TimeMention
from app.language.reading import read
from tests.handover.cases import item, marked, scenario
from tests.handover.findings import found

NOTE = "LoanDesk is down. "


@pytest.mark.parametrize(
    "said",
    [
        "With Lending Platform since 09:35.",
        "The branch lead has known since nine.",
        "INC open since 08:41.",
        "Improving since 09:38.",
        "Loans pass again since 09:38.",
        "Classes are in since 8:20.",
        "Borrowers on site since 08:20.",
        "No change since 0930.",
        "Change went in at 08:30.",
        "Database release started at 08:30.",
        "Change: database upgrade from 08:30",
        "Reported 09:40.",
    ],
)
def test_the_hour_of_something_else_is_no_start(said: str) -> None:
    assert item(NOTE + said, "started").verdict == "missing"
    assert item(f"{NOTE}{said} Down since 09:12.", "started").verdict == "captured"


@pytest.mark.parametrize(
    "said",
    [
        "Loans fail again since 08:20.",
        "Trouble with loans since 08:20.",
        "Down after the change, since 08:20.",
        "Desks down since 08:20.",
        "Started: 08:20",
    ],
)
def test_a_wrong_start_is_wrong_all_the_same(said: str) -> None:
    assert item(NOTE + said, "started").verdict == "wrong"


def test_hours_of_the_report_and_the_handover_beside_the_start_are_not_thrown_at_it() -> None:
    assert item("Start: 0912 Reported: 0931 Handover: 0940", "started").verdict == "captured"
    assert item("Start 08:05, 08:25, 08:45 or so", "started").verdict == "wrong"


def test_an_hour_of_another_zone_in_a_bracket_is_the_same_hour() -> None:
    text = "Start 09:12 local (4 AM EST), exam loans close 14:00 (7:30 PM IST)"
    assert (item(text, "started").verdict, item(text, "deadline").verdict) == ("captured", "captured")


def test_an_hour_of_one_place_is_no_start_of_the_whole() -> None:
    sites = {"truth": "Alderbrook and Whitcombe, since 09:25 Farley too", "names": ["Alderbrook", "Whitcombe"]}
    within = scenario(items={"sites": sites})
    assert not found("LoanDesk is down. Farley since 09:25", "started", within).plainly_wrong
    assert found("LoanDesk is down since 09:25", "started", within).features["close"] == 0
    assert found("LoanDesk is down since 08:25", "started", within).plainly_wrong


@pytest.mark.parametrize("said", ["Next update at quarter past", "Next update 0912.", "Update due at ten past nine."])
def test_when_the_desk_speaks_next_is_no_start(said: str) -> None:
    assert item(NOTE + said, "started").verdict == "missing"


def test_a_start_at_some_quarter_is_still_one() -> None:
    assert item(NOTE + "Since ten past.", "started").verdict == "captured"
    assert item("The update at 09:12 broke LoanDesk", "started").verdict == "captured"


def test_when_the_desk_speaks_next_is_no_deadline() -> None:
    assert item(NOTE + "Next update due 14:00.", "deadline").verdict == "missing"
    assert item(NOTE + "Exam loans due 14:00.", "deadline").verdict == "captured"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("Monday", "wrong"), ("Wednesday", "wrong"), ("Tuesday", "captured"), ("Monday, sorry, Tuesday", "captured")],
)
def test_the_start_by_day_is_on_its_own_day(said: str, verdict: str) -> None:
    assert item(f"LoanDesk is down since {said} 09:12", "started").verdict == verdict
    assert item(f"LoanDesk is down since 09:12 on {said}", "started").verdict == verdict


def test_a_day_that_is_taken_back_leaves_its_hour_to_the_one_behind_it() -> None:
    assert item("LoanDesk is down since Monday 09:12, sorry, Tuesday", "started").verdict == "captured"
    assert item("LoanDesk is down since Tuesday 09:12, sorry, Monday", "started").verdict == "wrong"


def test_what_began_at_night_may_be_told_by_either_day() -> None:
    night = scenario(now="2026-03-03T05:40", items={"started": {"truth": "22:14 last night", "time": "22:14"}})
    for day in ("Monday", "Tuesday"):
        assert not found(f"LoanDesk is down since {day} 22:14", "started", night).plainly_wrong
    assert found("LoanDesk is down since Sunday 22:14", "started", night).plainly_wrong


def test_the_deadline_on_the_day_after_is_wrong() -> None:
    assert item("Exam loans close Wednesday 14:00", "deadline").verdict == "wrong"
    assert item("Exam loans close Tuesday 14:00", "deadline").verdict == "captured"


def test_the_hour_of_another_day_said_of_nothing_due_is_no_deadline() -> None:
    assert item("Monday at 2 pm as well", "deadline").verdict == "missing"


@pytest.mark.parametrize(
    "said",
    [
        "at one, no, two",
        "at 1 sorry 2",
        "at 1, make that 2",
        "at one, it should be two",
        "at one, I tell a lie, two",
        "at 1\n*2",
    ],
)
def test_a_bare_hour_taken_back_counts_as_what_it_was_corrected_to(said: str) -> None:
    assert item(f"{NOTE}Exam loans close {said}", "deadline").verdict == "captured"


def test_a_bare_hour_corrected_to_a_wrong_one_is_not_right() -> None:
    assert item(NOTE + "Exam loans close at two, no, three", "deadline").verdict != "captured"
    assert item("LoanDesk is down since nine, no, seven", "started").verdict == "wrong"


@pytest.mark.parametrize("said", ["since 0830 sorry 0912", "since 0830\n*0912", "since 0830, it should be 0912"])
def test_a_clock_time_taken_back_counts_as_what_it_was_corrected_to(said: str) -> None:
    finding = found(f"LoanDesk is down {said}", "started")
    assert finding.right
    assert not finding.wrong


def test_no_one_and_a_number_behind_no_correct_no_hour() -> None:
    for text in ("Down since 9, no one is able to lend", "Down since nine. No 6 is fine"):
        assert sum(isinstance(mention, TimeMention) for mention in read(text).mentions) == 1
    assert sum(isinstance(mention, TimeMention) for mention in read("Down since nine, no, 6").mentions) == 2


def test_an_hour_in_the_other_half_of_the_day_is_wrong_where_the_clock_has_24() -> None:
    for said in ("Deadline: 02:00", "Exam loans close at 2 am", "due 02:00"):
        assert item(NOTE + said, "deadline").verdict == "wrong"
    assert item(NOTE + "Deadline: 2:00", "deadline").verdict == "captured"


def test_a_day_written_with_stops_is_no_time() -> None:
    assert item(NOTE + "from 02.03. at both branches", "started").verdict != "wrong"
    assert item(NOTE + "since 07.20. Both branches", "started").verdict == "wrong"


def test_so_many_from_so_many_is_no_hour() -> None:
    assert not found("LoanDesk is down, 17 branches from 17.", "started").wrong
    assert found("LoanDesk is down, 36 desks from 17.", "started").wrong


def test_a_date_with_its_year_says_as_much_as_one_without() -> None:
    none = {
        "truth": "Nothing is due: the next stocktake is 28 October",
        "none": True,
        "points": [["next stocktake is 28 October", "stocktake on 28 October"]],
    }
    within = scenario(items={"deadline": none})
    short, long = (found(f"Deadline: {day}", "deadline", within) for day in ("28 October", "28 October 2026"))
    by_words = FEATURES.index("sense")  # what is beside the words is of each text as it stands
    assert short.points
    assert [[m.features[:by_words] for m in p] for p in short.points] == [
        [m.features[:by_words] for m in p] for p in long.points
    ]


def test_no_change_until_now_says_how_it_goes() -> None:
    steady = scenario(items={"trend": {"truth": "Steady since it began", "choice": "steady"}})
    for said in ("desks down 09:12 -> now, no chg", "desks down 09:12 till now, no change", "no chg since 0912"):
        assert found(said, "trend", steady).right


def test_tills_that_open_a_sentence_are_no_until() -> None:
    steady = scenario(items={"trend": {"truth": "Steady since it began", "choice": "steady"}})
    assert found("Tills down and no change since", "trend", steady).right
    assert not found("Till it is steady", "trend", steady).right


def test_hours_with_a_decimal_comma_are_a_length() -> None:
    assert item("LoanDesk is down since 0,5 hours", "started").verdict == "captured"
    assert item("LoanDesk is down since 5,5 hours", "started").verdict == "wrong"


def test_words_typed_in_one_with_a_number_are_read_apart() -> None:
    text = "LoanDesk down, all36 desks since0912"
    assert (item(text, "started").verdict, item(text, "users").verdict) == ("captured", "captured")
    assert not marked("LoanDesk down from0912 til0940").unsupported
    assert item("INC0071955", "tickets").verdict == "captured"
    assert item("LoanDesk down since0820", "started").verdict == "wrong"


def test_a_day_that_tells_which_list_is_meant_is_no_start() -> None:
    assert item("Screens are broken, they show yesterday's list", "started").verdict == "missing"
    assert item("Screens fail with today's list", "started").verdict == "missing"
    assert item("Screens are broken since this morning's restart", "started").verdict == "partial"
