"""What the sense of sentences is taught fits together: points, lines that say them, handovers and what was marked."""

from random import Random

import pytest

from evaluation.labelled import labelled_notes, labelled_scenario
from evaluation.sense_lessons import (
    LINES_AT_ONCE,
    NEAR_LINES,
    LinesLesson,
    NoteLesson,
    SenseLessons,
    note_lesson,
    read_lines,
    read_point_lines,
    read_situations,
    scenario_points,
    teaching_notes,
    whole_truths,
    with_lines,
)

NOTE = labelled_notes()[0]


def chance() -> Random:
    return Random(1)  # noqa: S311


POINT_LINES = [*read_point_lines(), *read_point_lines(NEAR_LINES)]


@pytest.mark.parametrize("lesson", [*read_lines(), *POINT_LINES], ids=lambda lesson: lesson.lines[0].text[:30])
def test_every_line_says_points_that_its_item_has(lesson: LinesLesson) -> None:
    numbers: dict[str, set[int]] = {}
    for point in lesson.points:
        numbers.setdefault(point.item, set()).add(point.number)
    for line in lesson.lines:
        assert line.said <= numbers.get(line.item, set())


def test_a_line_of_the_bank_that_says_all_says_each_point_and_one_that_says_none_none() -> None:
    for lesson in POINT_LINES:
        for line in lesson.lines:
            points = {point.number for point in lesson.points if point.item == line.item}
            assert line.verdict != "captured" or line.said == points
            assert line.verdict != "missing" or not line.said


def test_points_are_taken_as_the_author_wrote_them() -> None:
    _, scenario = labelled_scenario(NOTE.scenario)
    points = scenario_points(scenario)
    assert len(points) == sum(len(truth.points) for truth in scenario.items.values())
    for point in points:
        assert point.ways == tuple(scenario.items[point.item].points[point.number])


def test_truths_are_taken_whole() -> None:
    _, scenario = labelled_scenario(NOTE.scenario)
    wholes = whole_truths(scenario)
    assert {each.item for each in wholes} == scenario.items.keys()
    assert all(each.ways == (scenario.items[each.item].truth,) for each in wholes)
    assert note_lesson(NOTE).wholes == wholes


def test_what_nobody_knows_is_an_open_truth() -> None:
    for note in labelled_notes()[:40]:
        _, scenario = labelled_scenario(note.scenario)
        assert note_lesson(note).open_truths == {item for item, truth in scenario.items.items() if truth.unknown}


SITUATIONS = read_situations()


def test_in_a_situation_an_item_is_captured_when_each_of_its_points_is_said() -> None:
    assert SITUATIONS
    for lesson in SITUATIONS:
        assert lesson.said is not None
        for item, verdict in lesson.labels.items():
            said = [any(lesson.said[point.item, point.number]) for point in lesson.points if point.item == item]
            assert verdict != "captured" or all(said)
            assert verdict != "missing" or not any((*said, *lesson.marked[item]))


def test_a_handover_is_marked_in_the_sentences_that_people_marked() -> None:
    lesson = note_lesson(NOTE)
    assert all(len(marks) == len(lesson.sentences) for marks in lesson.marked.values())
    for item, verdict in NOTE.labels.items():
        assert any(lesson.marked[item]) == (verdict != "missing")


def test_a_round_has_every_handover_and_every_line_that_is_not_mixed_once() -> None:
    lessons = SenseLessons([NOTE])
    taught = lessons.round(chance())
    lines = [line for lesson in taught if isinstance(lesson, LinesLesson) for line in lesson.lines]
    assert len(lines) == sum(len(lesson.lines) for lesson in lessons.lines if not lesson.mixed)
    assert all(len(lesson.lines) <= LINES_AT_ONCE for lesson in taught if isinstance(lesson, LinesLesson))
    assert len([lesson for lesson in taught if isinstance(lesson, NoteLesson)]) == 1 + len(SITUATIONS)
    assert taught == lessons.round(chance())


def test_near_and_mixed_lines_come_as_often_as_is_asked() -> None:
    lessons = SenseLessons([NOTE])
    taught = [lesson for lesson in lessons.round(chance(), 2, 3) if isinstance(lesson, LinesLesson)]
    kinds = [(False, False), (True, False), (True, True)]
    of_kind, kept = (
        [sum(len(x.lines) for x in which if (x.near, x.mixed) == kind) for kind in kinds]
        for which in (taught, lessons.lines)
    )
    assert all(kept)
    assert of_kind == [kept[0], 2 * kept[1], 3 * kept[2]]


def test_it_is_taught_by_handovers_of_scenarios_with_lines_alone() -> None:
    taught = {note.scenario for note in teaching_notes()}
    assert taught
    assert taught <= with_lines()
    assert {note.scenario for note in labelled_notes()} - taught
