"""An author takes the call in the terminal, by hand or by a script."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.authoring.drafts import SCENARIO

Play = Callable[..., Result]

HANDED_OVER = [
    "write",
    "LabelMate prints blank stickers, parcels pile up unaddressed. Since 09:12.",
    "look monitoring",
    ".",
    "decide raise",
    "hand over",
]


@pytest.fixture
def play(app: Flask, content: Path, tmp_path: Path) -> Play:
    """Plays a script of these lines on the small scenario, some of its text replaced."""

    def run(*lines: str, changes: tuple[tuple[str, str], ...] = ()) -> Result:
        text = SCENARIO
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (content / "scenarios" / "printing.yml").write_text(text)
        script = tmp_path / "call.txt"
        script.write_text("".join(f"{line}\n" for line in lines))
        command = ["scenario", "play", "printing", "--content", str(content), "--script", str(script)]
        return app.test_cli_runner().invoke(args=command)

    return run


def test_what_arrives_is_printed_at_its_second(play: Play) -> None:
    result = play("wait 89", "wait 1", "quit")

    assert result.exit_code == 0
    opening, arrived = (
        result.stdout.index(words) for words in ("prints nothing but white stickers.", "Ours are fine.")
    )
    assert opening < result.stdout.index("> wait 89") < result.stdout.index("> wait 1\n") < arrived
    assert "[01:30 09:41] Whitcombe: Ours are fine." in result.stdout


def test_a_person_on_the_line_is_asked_by_id_or_first_name(play: Play) -> None:
    result = play("hanna: When did it start?", "Hanna: How many are affected?", "hanna brightwell: When did it start?")

    assert result.exit_code == 0
    assert "Hanna Brightwell: Twelve minutes past nine." in result.stdout
    assert "Hanna Brightwell: Thirty-six of our fifty-two belts." in result.stdout
    assert result.stdout.count("Twelve minutes past nine.") == 2


def test_somebody_is_rung_once_their_line_is_free(play: Play) -> None:
    result = play("piet: Who knows?", "ring piet", "wait 60", "ring piet", "piet: Who has been told?", "ring piet")

    assert result.exit_code == 0
    assert "Piet Alder is not on the line." in result.stdout
    assert "You rang Piet Alder. The line is busy" in result.stdout
    assert "Piet Alder: My own lead, nobody else." in result.stdout
    assert "Piet Alder is on the line already." in result.stdout


def test_tools_are_looked_into_and_searched_and_tickets_linked(play: Play) -> None:
    result = play("look changes", "look changes lightning", "link INC0071955", "ring hanna")

    assert result.exit_code == 0
    assert "Changes:\n  CHG0051234 database upgrade" in result.stdout
    assert "nothing found" in result.stdout
    assert "INC0071955 is linked." in result.stdout
    assert "Hanna Brightwell is on the line already." in result.stdout


def test_what_waits_for_an_event_comes_after_it(play: Play) -> None:
    waiting = ("{at: 90, kind: chat,", "{after: looked_up:changes, at: 30, kind: chat,")

    result = play("wait 200", "look changes", "wait 30", "quit", changes=(waiting,))

    assert "[03:50 09:43] Whitcombe: Ours are fine." in result.stdout


def test_a_handover_with_an_update_and_questions_back_ends_with_the_scorecard(play: Play) -> None:
    result = play(
        "wait 200",
        *HANDED_OVER,
        "wait 30",
        "update 36 of 52 belts. Call Hanna Brightwell, 01632 960 417.",
        "correct It began at 08:40, not 09:12.",
        "questions",
        "Hand written addresses.",
        "",
        "I do not know.",
    )

    assert result.exit_code == 0
    assert "12 words are written." in result.stdout  # a line of the handover that looks like a command is none
    assert "Handed over at 03:20." in result.stdout
    assert "Major Incident Manager: Thank you, I have your handover." in result.stdout
    assert "Answered: " in result.stdout
    card = result.stdout[result.stdout.index(" of 100, ") :]
    assert "captured        " in card
    assert "“01632 960 417”" in card or "01632 960 417”" in card
    assert "30 s after the handover" in card
    assert "WRONG" in card


def test_updates_come_within_five_minutes_or_not_at_all(play: Play) -> None:
    result = play("update Too early.", *HANDED_OVER, "wait 301", "update Too late.", "quit")

    assert "Hand over first; until then, write it into the handover." in result.stdout
    assert "The five minutes are over." in result.stdout
    assert " of 100, " in result.stdout


def test_nothing_is_handed_over_without_words_and_a_decision(play: Play) -> None:
    result = play(
        "hand over", "write", "Printer.", ".", "hand over", "questions", "decide raise", "hand over", "hand over"
    )

    assert result.exit_code == 0
    for words in ("Write a handover first.", "Take the decision first", "Hand over first.", "handed over already."):
        assert words in result.stdout


def test_a_call_that_ends_before_a_handover_is_not_marked(play: Play) -> None:
    for lines in (["quit"], []):
        result = play(*lines)
        assert result.exit_code == 0
        assert "Nothing was handed over, so there is nothing to mark." in result.stdout


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("dance", "'dance' is no command. Write 'help' to see them."),
        ("nora: when?", "There is nobody 'nora'. There is: hanna, piet."),
        ("ring nora", "There is nobody 'nora'."),
        ("look weather", "There is no tool 'weather'. There is: tickets, changes, services."),
        ("link INC0000001", "There is no ticket 'INC0000001' in the queue."),
        ("decide later", "'later' is no decision. Choose one of raise, attach, security, none."),
        ("wait long", "'wait long' is no command."),
        ("look", "'look' is no command."),
    ],
)
def test_a_script_with_a_line_that_is_no_command_ends_with_1_and_goes_on(play: Play, line: str, why: str) -> None:
    result = play(line, "hanna: When did it start?", "quit")

    assert result.exit_code == 1
    assert why in result.stdout
    assert "Twelve minutes past nine." in result.stdout


def test_what_is_too_long_says_so_and_the_call_goes_on(play: Play) -> None:
    result = play(f"hanna: {'when ' * 500}", "write", "long " * 4001, ".", "decide raise", "hand over", "help", "quit")

    assert result.exit_code == 0
    assert "2000 is the most that can be asked." in result.stdout
    assert "at most 20,000 can be marked" in result.stdout
    assert "NAME: your words" in result.stdout


def test_by_hand_the_clock_runs_and_wait_is_no_command(app: Flask, content: Path) -> None:
    shutil.copy(content / "scenarios" / "tills.yml", content / "scenarios" / "copy.yml")
    text = (content / "scenarios" / "copy.yml").read_text().replace("id: tills", "id: copy", 1)
    (content / "scenarios" / "copy.yml").write_text(text)
    command = ["scenario", "play", "copy", "--content", str(content)]

    result = app.test_cli_runner().invoke(args=command, input="wait 60\n\ncaller: When did it start?\n")

    assert result.exit_code == 0
    assert "The clock runs by itself; 'wait' is for --fast." in result.stdout
    assert "09:04 today." in result.stdout


def test_a_scenario_that_is_not_there_is_refused(app: Flask, content: Path) -> None:
    result = app.test_cli_runner().invoke(args=["scenario", "play", "nowhere", "--content", str(content)])

    assert result.exit_code == 2
    assert "There is no scenario 'nowhere'" in result.stderr
