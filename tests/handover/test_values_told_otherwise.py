"""Values told in other forms than the truth's: sums, rests, bare hours, numbers in groups, and that nobody looked."""

import pytest

from tests.handover.cases import item, scenario
from tests.handover.findings import found, unchanged


def test_places_that_are_hit_in_full_add_up_to_the_count() -> None:
    within = scenario(items={"users": {"truth": "63 of 92 desks", "count": 63, "of": 92, "unit": "desks"}})
    assert found("North 34/34, West 29/29", "users", within).features["sum"]


def test_places_that_are_hit_in_part_are_not_added_up() -> None:
    assert not found("North 20/30, West 16/22", "users").right


def test_the_whole_beside_those_that_are_well_tells_the_rest() -> None:
    assert found("52 desks open, only 16 lending", "users").right
    assert not found("52 desks open. Room 16 is closed", "users").right


@pytest.mark.parametrize("text", ["He is the only one", "LoanDesk fails, just her", "One book stuck, nobody else"])
def test_one_alone_is_wrong_where_there_are_more(text: str) -> None:
    assert found(text, "users").features["only_one"]


@pytest.mark.parametrize("text", ["Is he the only one?", "Hanna is the only one who rang", "Maybe he is the only one"])
def test_one_alone_is_not_said_in_a_question_a_guess_or_of_something_else(text: str) -> None:
    assert not found(text, "users").features["only_one"]


def test_nothing_at_any_of_the_whole_means_all_of_them() -> None:
    assert found("No loans at any of 52 desks", "users").features["all_wrong"]


@pytest.mark.parametrize(
    "text", ["52 desks okay, 36 are not", "16 of the 52 desks are fine", "All but 16 of 52 desks are down"]
)
def test_those_that_work_are_told_from_those_that_do_not(text: str) -> None:
    assert item(f"LoanDesk is down. {text}.", "users").verdict == "captured"


@pytest.mark.parametrize("text", ["36 of the 52 desks are fine", "16 of 52 desks are down", "Down: 12 desks out of 52"])
def test_the_number_of_those_that_work_is_wrong_for_those_that_do_not(text: str) -> None:
    assert item(f"LoanDesk is slow. {text}.", "users").verdict == "wrong"


def test_a_part_of_them_is_wrong_where_it_is_all_of_them() -> None:
    within = scenario(items={"users": {"truth": "All 36 lending desks", "count": 36, "unit": "desks"}})
    assert found("3 desks out of 36", "users", within).features["wrong"]


@pytest.mark.parametrize("text", ["Exam loans close at two", "Exam loans close by 2.", "Deadline: exam loans for two"])
def test_a_bare_hour_behind_its_event_is_a_deadline(text: str) -> None:
    assert found(text, "deadline").right


@pytest.mark.parametrize("text", ["Exam loans at three", "Two exam loans close", "Queues at 2"])
def test_a_bare_number_elsewhere_is_no_deadline(text: str) -> None:
    assert not found(text, "deadline").features["right"]


def test_a_number_written_in_groups_is_the_contacts() -> None:
    within = scenario(
        items={"contact": {"truth": "Hanna, 555-0142", "person": "Hanna Brightwell", "phone": "555-0142"}}
    )
    assert found("hanna 555 0142", "contact", within).features["both"]
    assert not found("hanna 555 0143", "contact", within).features["both"]


@pytest.mark.parametrize("text", ["I haven't looked at changes", "Not checked the chgs", "Changes: not looked up"])
def test_nobody_having_looked_for_changes_is_not_known(text: str) -> None:
    assert found(text, "change").plainly_unknown


def test_looking_elsewhere_says_nothing_of_changes() -> None:
    assert not found("I haven't looked at the shelves", "change").plainly_unknown


def test_a_blamed_change_that_the_writer_agrees_with_is_offered() -> None:
    blamed = "The lead blames the new release, I can see CHG0059999"
    assert found(f"{blamed}, so he's probably right", "change", unchanged()).features["other_id"] == 1
    assert not found(f"{blamed}, probably", "change", unchanged()).features["other_id"]


def test_no_error_on_screen_is_half_of_a_truth_that_has_one_in_the_log() -> None:
    points = [["no error on screen", "nothing shown"], ["LD-340 in the log", "log has LD-340"]]
    within = scenario(items={"error": {"truth": "No error on screen; the log has LD-340", "points": points}})
    finding = found("There is no error", "error", within)
    assert finding.vague
    assert not finding.features["none_said"]
    assert found("There is no error", "error").wrong


def test_a_wait_before_a_number_does_not_make_it_an_hour() -> None:
    assert found("Forty desks, no hang on 36", "users").right


def test_a_change_doubted_beside_it_is_not_offered() -> None:
    assert not found("Changes: new scanners on Friday, caller unsure", "change", unchanged()).plainly_wrong
    assert not found("New scanners on Friday, which is bunk", "change", unchanged()).plainly_wrong


def test_a_team_said_to_be_gone_with_no_successor_leaves_none() -> None:
    assert found("Owner: there isn't one, team disbanded. A like fault is with Network Support", "team").plainly_unknown


def test_a_change_told_with_bad_since_then_is_a_cause() -> None:
    assert found("They changed the scanners and since then it is slow", "change", unchanged()).plainly_wrong


def test_an_innocent_change_told_before_what_clears_it_is_not_offered() -> None:
    truth = {
        "truth": "A visit by a film crew; CHG0059999 is not the cause",
        "points": [["film crew", "visit by a crew"]],
    }
    within = scenario(items={"change": truth})
    assert not found("CHG0059999, pictures. Taken out at 09:20, no effect", "change", within).features["other_id"]
    assert found("CHG0059999, pictures, at 09:00. Desks are slow", "change", within).features["other_id"]


def test_what_stands_beside_the_right_change_in_its_field_is_not_held_against_it() -> None:
    finding = found("Change: database upgraded at 08:30. Karen did it herself", "change")
    assert not finding.features["cause_own"]


@pytest.mark.parametrize("text", ["900 customers cannot lend", "Total 900 patrons refused", "All 900 desks"])
def test_a_number_nobody_ever_told_is_strange_where_people_are_struck(text: str) -> None:
    assert found(text, "users").features["strange"]


@pytest.mark.parametrize("text", ["900 customers were told", "Maybe 900 patrons cannot lend", "36 desks cannot lend"])
def test_a_number_told_of_something_else_or_known_is_not_strange(text: str) -> None:
    assert not found(text, "users").features["strange"]


def test_a_number_with_moved_digits_and_nobodys_name_is_wrong() -> None:
    assert found("Ring 01632 960 471", "contact").plainly_wrong
    assert not found("Ring Hanna 01632 960 471", "contact").plainly_wrong
    assert not found("Ring Han, 01632 960 471", "contact").plainly_wrong


def test_places_are_counted_in_the_truths_own_noun() -> None:
    within = scenario(
        items={"sites": {"truth": "Both two silos: Alderbrook, Whitcombe", "names": ["Alderbrook", "Whitcombe"]}}
    )
    assert found("All ten silos are down", "sites", within).features["everywhere_wrong"]
    assert found("All two silos are down", "sites", within).features["counted"]


@pytest.mark.parametrize("text", ["Data protection must know, nobody's done it", "Nobody has opened the new form yet"])
def test_a_thing_that_nobody_did_is_no_number_of_people(text: str) -> None:
    assert not found(text, "users").features["nobody_wrong"]


def test_of_them_stands_for_what_was_counted_before() -> None:
    within = scenario(items={"users": {"truth": "34 of 52 desks", "count": 34, "of": 52, "unit": "desks"}})
    assert not found("412 books are late, 57 of them rare", "users", within).wrong


def test_a_time_taken_back_by_the_next_word_is_not_told() -> None:
    assert not found("It began at 10:12, sorry, Hanna said 09:04", "started").wrong


def test_them_that_stand_for_them_without_end_are_read_all_the_same() -> None:
    assert item("LoanDesk is down. " + "5 of them " * 1_900, "service").verdict == "captured"


@pytest.mark.parametrize("text", ["Owner: ??", "TOLD: TBC", "Who knows: not known yet, sorry"])
def test_a_field_that_is_left_open_is_not_known(text: str) -> None:
    which = "team" if text.startswith("Owner") else "told"
    assert item(f"LoanDesk is down.\n{text}", which).verdict == "unknown_stated"


@pytest.mark.parametrize("form", ["Trend -> {}", "[Trend] {}", "| Trend | {} |", "Service: LoanDesk, Trend: {}"])
def test_an_answer_of_one_word_is_read_under_its_heading_in_any_layout(form: str) -> None:
    within = scenario(items={"trend": {"truth": "Steady; the same desks since it began", "choice": "steady"}})
    assert found("LoanDesk is down.\n" + form.format("flat"), "trend", within).right


def test_a_share_is_too_vague_where_the_truth_tells_no_whole() -> None:
    within = scenario(items={"users": {"truth": "36 lending desks", "count": 36, "unit": "desks"}})
    assert found("70% of desks are down", "users", within).vague


def test_a_number_with_the_countrys_code_is_the_same_number() -> None:
    within = scenario(
        items={"contact": {"truth": "Hanna, 0113 496 0182", "person": "Hanna Brightwell", "phone": "0113 496 0182"}}
    )
    for written in ("0044 113 496 0182", "+44 113 496 0182", "+44 (0)113 496 0182"):
        assert found(f"Hanna {written}", "contact", within).features["both"]


def test_a_bare_hour_behind_what_begins_then_is_a_time() -> None:
    assert found("Exam loans deadline kicks off 2", "deadline").right


def test_a_start_of_last_night_or_of_a_day_with_a_date_is_sought_on_that_day() -> None:
    night = scenario(items={"started": {"truth": "22:17 last night", "time": "22:17"}})
    assert found("First wrong loan at 22.17 last night", "started", night).right
    dated = scenario(items={"started": {"truth": "Monday 23 February, 09:12", "time": "09:12"}})
    assert found("Since Monday 23 Feb 09:12", "started", dated).right


def test_a_number_to_ring_that_is_not_known_is_nobodys_count() -> None:
    assert item("LoanDesk is down. Her number TBC.", "users").verdict == "missing"


@pytest.mark.parametrize("text", ["First one before half past nine.", "It began before 10."])
def test_a_limit_that_the_truth_keeps_is_too_wide_to_act_on(text: str) -> None:
    assert item(f"LoanDesk is down. {text}", "started").verdict == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "A message flashes up but nobody has managed to read it.",
        "Some error, too quick to read.",
        "An error comes up and nobody could read it.",
    ],
)
def test_a_message_that_nobody_could_read_is_not_known(text: str) -> None:
    assert item(f"LoanDesk is down. {text}", "error").verdict == "unknown_stated"


def test_who_knows_is_not_known_where_a_line_says_so() -> None:
    text = "LoanDesk is down, they tell us when the control room calls.\n- GAPS: don't know who's been told."
    assert item(text, "told").verdict == "unknown_stated"
