"""The report as people read it: figures beside the baseline, the worst mistakes with their words, 120 columns."""

from dataclasses import replace

from app.simulation.reading import Understood
from evaluation.keyword_baseline import keyword_marked, keyword_topics
from evaluation.labelled import labelled_checklist, labelled_notes
from evaluation.mistakes import mistake_lines, sentence_at
from evaluation.phrasing_bank import Phrasing
from evaluation.question_figures import question_figures
from evaluation.question_outcomes import Outcome
from evaluation.report import (
    WIDTH,
    confusion_lines,
    question_lines,
    speed_lines,
    split_lines,
    summary_lines,
    told_lines,
)
from evaluation.speed import Speed, measure_speed
from tests.evaluation.marked import marked

TEXT = "TillPay is down. 40 tills since ten past. Ring Priya."
THREE = [
    marked({"service": ("captured", "captured"), "users": ("captured", "wrong")}, TEXT, id="a", hand="w1a"),
    marked({"service": ("captured", "captured"), "users": ("wrong", "wrong")}, TEXT, id="b", hand="w1b"),
    marked({"service": ("captured", "missing"), "users": ("missing", "missing")}, TEXT, id="c", hand="w2a"),
]


def line_of(lines: list[str], start: str) -> str:
    return next(line for line in lines if line.startswith(start))


def test_a_split_shows_its_figures_with_the_baseline_beside_them() -> None:
    lines = list(split_lines(THREE, keyword_marked(THREE)))

    assert lines[0] == "3 handovers by 3 hands, 6 verdicts."
    recall = line_of(lines, "captured, recall").split()
    assert recall[2:3] + recall[6:9] == ["0.500", "2", "of", "4"]
    assert recall[-1] == "0.750"
    assert "1 in 4" in line_of(lines, "captured called wrong")
    assert "1 of 2" in line_of(lines, "called wrong rightly")
    assert line_of(lines, "users").split()[6:12] == ["1", "of", "1", "1", "of", "1"]
    assert max(map(len, lines)) <= WIDTH


def test_the_summary_has_a_line_a_split() -> None:
    lines = list(summary_lines({"hands left out": THREE}))

    assert lines[1].startswith("hands left out")
    assert "1 in 4" in lines[1]
    assert max(map(len, lines)) <= WIDTH


def test_the_confusion_counts_people_in_rows_and_the_marker_in_columns() -> None:
    rows = {line.split()[0]: line.split()[1:] for line in list(confusion_lines(THREE))[1:]}

    assert rows["captured"] == ["2", "0", "0", "1", "1"]
    assert rows["wrong"] == ["0", "0", "0", "1", "0"]


def test_a_true_statement_called_wrong_comes_first_with_its_words_and_sentence() -> None:
    words = {"users": ([(17, 25)], [(17, 19)])}
    lines = list(mistake_lines([marked({"users": ("captured", "wrong")}, TEXT, evidence=words, id="a"), THREE[2]]))

    assert lines[1] == "A TRUE STATEMENT CALLED WRONG: 1"
    assert lines[2].strip() == "a  users: people captured, marker wrong"
    assert lines[3].split() == ["truth", "112", "tills"]
    assert lines[4].split() == ["marker", "40"]
    assert lines[5].split() == ["people", "40", "tills"]
    assert lines[6].strip() == "sentence  40 tills since ten past."
    assert "A CAPTURED ITEM CALLED MISSING: 1" in lines


def test_no_more_mistakes_are_shown_than_asked_for() -> None:
    many = [marked({"users": ("captured", "wrong")}, TEXT, id=f"n{n}") for n in range(4)]

    lines = list(mistake_lines(many, most=2))

    assert lines[1] == "A TRUE STATEMENT CALLED WRONG: 4, the first 2"
    assert sum("people captured, marker wrong" in line for line in lines) == 2


def test_a_sentence_ends_at_its_stop_or_line() -> None:
    text = "One. Two goes\non here. Three"

    assert sentence_at(text, (5, 8)) == "Two goes"
    assert sentence_at(text, (15, 16)) == "on here."
    assert sentence_at(text, (23, 28)) == "Three"


def test_speed_says_whether_the_cost_grows_with_the_length() -> None:
    linear = list(speed_lines(Speed(2.0, 5.0, 400.0, 10.4)))[1]
    worse = list(speed_lines(Speed(2.0, 5.0, 900.0, 30.0)))[1]

    assert "10.4 times as much: it grows with the length" in linear
    assert "grows FASTER than the length" in worse


def test_speed_is_measured_on_real_handovers() -> None:
    speed = measure_speed(labelled_notes()[:1], again=1)

    assert 0 < speed.a_handover < speed.long


def asked(text: str, topics: set[str], told: tuple[str, ...], back: tuple[str, ...] = (), hand: str = "q1") -> Outcome:
    phrasing = Phrasing(text, "", "tills", "caller", "", hand, "plain", "test", frozenset(topics), frozenset())
    return Outcome(phrasing, Understood(told, back))


QUESTIONS = [
    asked("When?", {"started"}, ("started",)),
    asked("How many?", {"users"}, (), ("users", "sites")),
    asked("Who?", {"contact"}, ("team",), hand="q2"),
    asked("Lovely day.", set(), ("trend",), hand="q2"),
    asked("Thanks.", set(), (), hand="q3"),
]


def test_questions_are_counted_by_how_they_came_out() -> None:
    figures = {each.name: each.of for each in question_figures(QUESTIONS)}

    assert figures == {
        "right at once": (1, 3),
        "in one more turn": (2, 3),
        "the same, cleanly": (2, 3),
        "told unasked": (1, 3),
        "off-topic answered with a fact": (1, 2),
    }


def test_questions_fit_the_page_and_show_what_was_told_unasked() -> None:
    lines = [*question_lines(QUESTIONS, QUESTIONS), *told_lines(QUESTIONS)]

    assert lines[0] == "5 questions by 3 hands."
    assert "1 in 2" in line_of(lines, "off-topic answered")
    assert "TOLD UNASKED: 2" in lines
    assert "  Who? (plain; asks for contact) -> team" in lines
    assert max(map(len, lines)) <= WIDTH


def test_questions_of_several_sets_are_told_apart() -> None:
    other = [replace(o, phrasing=replace(o.phrasing, made_by="newer")) for o in QUESTIONS[:2]]
    lines = list(question_lines([*QUESTIONS, *other], QUESTIONS))

    assert line_of(lines, "newer").split()[1] == "2"
    assert line_of(lines, "test").split()[1] == "5"
    assert not any(line.startswith("test") for line in question_lines(QUESTIONS, QUESTIONS))


def test_keywords_find_a_question_s_item_by_the_checklist_s_own_words() -> None:
    topics = keyword_topics(labelled_checklist(), "Is there a workaround,  and who is the contact?")

    assert topics >= {"workaround", "contact"}
