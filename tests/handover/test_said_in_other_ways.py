"""When it began and which way it goes, told by spells, in chat, or beside hours of something else."""

import pytest

from app.content.scenario import Verdict
from tests.handover.shipped import verdict
from tests.handover.test_reported_faults import marked_in


@pytest.mark.parametrize(
    ("scenario", "said", "expected"),
    [
        ("prices", "Ms Ruiz called up at 08.46 saying the tills charge October's prices", "missing"),
        ("prices", "Denise phoned us at 08:46, tills wrong since 07:30", "captured"),
        ("exams", "INC0051861 raised for Kestrel Hall at 08:25", "missing"),
        ("exams", "The ticket is lying unassigned since 8.31", "missing"),
        ("exams", "Ticket unassigned since 0831, failing since 0746", "captured"),
        ("prices", "Tills wrong since 08:46", "wrong"),
        ("exams", "Started at 08:25", "wrong"),
    ],
)
def test_when_the_desk_was_rung_or_a_ticket_lay_is_no_start(scenario: str, said: str, expected: Verdict) -> None:
    assert verdict(scenario, "started", said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("started abt quarter 2 5", "captured"),
        ("started abt 15 mins 2 five", "captured"),
        ("started abt 15 mins 2 six", "wrong"),
        ("started on quarter 2 trucks", "missing"),
    ],
)
def test_a_2_of_chat_leads_to_the_hour(said: str, expected: Verdict) -> None:
    assert verdict("pallets", "started", said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The store was placed on new disks by Records between 08:10 and 08:30", "missing"),
        ("Introduced under CHG0051234, 08:10-08:30 today", "captured"),
        ("Desks fail since 08:30", "captured"),
        ("Failing from 08:10 to 08:30", "captured"),
    ],
)
def test_the_end_of_other_work_is_no_start_however_near(said: str, expected: Verdict) -> None:
    change = {"truth": "CHG0051234, store moved to new disks 08:10 to 08:30", "id": "CHG0051234"}
    started = {"truth": "08:32 today", "time": "08:32"}
    assert marked_in(said, "started", started=started, change=change).verdict == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("let a few thru 0840-0842 then 0858 to 0901, otherwise nothing", "captured"),
        ("Line down 08:26-08:40 / ok to 08:43 / down 08:44-08:58 / ok to 09:01", "captured"),
        ("Line works 08:40-08:43 and 08:58-09:01, otherwise dead", "captured"),
        ("CHG0012345 ran 08:26-08:40 and 08:44-08:58", "missing"),
        ("Line down 08:26-08:40", "missing"),
        ("it goes round and round", "missing"),
    ],
)
def test_two_spells_from_hour_to_hour_come_and_go(said: str, expected: Verdict) -> None:
    assert verdict("vpn", "trend", said) == expected


@pytest.mark.parametrize(
    ("scenario", "said", "expected"),
    [
        ("prices", "wrong: 07:20 0 -> 07:40 204 -> 08:30 204 (Δ 0)", "captured"),
        ("prices", "0 at 07:20 -> 60 at 07:30 -> 204 at 08:30", "missing"),
        ("exams", "refused 08:00 0, 08:10 64, 08:20 233", "captured"),
        ("prices", "204 tills, the number has not altered", "captured"),
        ("prices", "the till screen goes round and round", "missing"),
    ],
)
def test_a_series_goes_from_where_the_fault_began(scenario: str, said: str, expected: Verdict) -> None:
    assert verdict(scenario, "trend", said) == expected


@pytest.mark.parametrize(
    ("scenario", "item", "said", "expected"),
    [
        ("exams", "symptom", "all logins bounced", "partial"),
        ("mailbox", "impact", "86,400 would go to an unknown person", "partial"),
    ],
)
def test_everyday_words_stand_for_those_of_the_truth(scenario: str, item: str, said: str, expected: Verdict) -> None:
    assert verdict(scenario, item, said) == expected
