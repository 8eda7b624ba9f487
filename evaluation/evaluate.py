"""Measures the marker and the question reader on everything labelled: `make evaluate`.

What is kept apart (`labelled/apart/`) is read with `--apart` alone (`make evaluate APART=1`), so that nobody gets to
know it by accident; of it only figures are shown, never the words. The report is printed and written to
`build/evaluation.txt`. It does not judge: figures never make it fail, only what keeps it from measuring.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import question_figures, splits
from evaluation.keyword_baseline import keyword_marked
from evaluation.labelled import (
    LabelledNote,
    apart_folder,
    labelled_checklist,
    labelled_lines,
    labelled_notes,
    read_notes,
)
from evaluation.mistakes import mistake_lines
from evaluation.question_figures import by_keywords
from evaluation.report import (
    by_line_lines,
    headline,
    question_lines,
    speed_lines,
    split_lines,
    summary_lines,
    told_lines,
)
from evaluation.sense_lessons import with_lines
from evaluation.speed import measure_speed
from evaluation.splits import Split, side_by_side

REPORT = Path(__file__).parent.parent / "build" / "evaluation.txt"
IN_SAMPLE, SCENARIO, HAND, APART = "in sample", "scenarios left out", "hands left out", "apart"
LINE_PARTS = 8
FLATTERS = "it flatters, and measures nothing"


@dataclass(frozen=True)
class QuestionSplit:
    """One way of measuring the question reader: its name, what may be believed, and what measures it."""

    name: str
    meaning: str
    measure: Callable[[], list[Any]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the report and writes it to its file; exits with 1 when `--apart` is asked for and nothing is there."""
    parser = argparse.ArgumentParser(prog="evaluate", description="Measure the marker and the question reader.")
    parser.add_argument("--apart", action="store_true", help="measure on what is kept in labelled/apart/ as well")
    parser.add_argument("--quick", action="store_true", help="leave out the hands left out: two minutes, not ten")
    asked = parser.parse_args(arguments)
    with_apart = asked.apart
    if with_apart and not (apart_folder() / "notes.jsonl").exists():
        sys.exit("Nothing is kept apart here: there is no labelled/apart/notes.jsonl.")
    lines = []
    for line in report(with_apart, asked.quick):
        sys.stdout.write(f"{line}\n")
        lines.append(line)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def report(with_apart: bool, quick: bool = False) -> Iterator[str]:
    """The report's lines; with figures on what is kept apart only where asked for, and (`quick`) no hands left out."""
    began = time.perf_counter()
    notes = labelled_notes()
    marker = [split for split in marker_splits(notes, with_apart) if not (quick and split.name == HAND)]
    questions = [split for split in question_splits(with_apart) if not (quick and split.name == HAND)]
    lines = [] if quick else [splits.shipped(labelled_lines()[part::LINE_PARTS]) for part in range(LINE_PARTS)]
    answers = iter(side_by_side([*(q.measure for q in questions), *(part for s in marker for part in s.parts), *lines]))
    asked = [next(answers) for _ in questions]
    measured = {split.name: [each for _ in split.parts for each in next(answers)] for split in marker}
    yield from headline(
        "THE MARKER", "Figures hold for handovers like these; brackets are 95 % intervals over handovers."
    )
    yield from summary_lines(measured)
    for split in marker:
        marked = measured[split.name]
        yield from headline(f"THE MARKER, {split.name.upper()}", split.meaning)
        yield from split_lines(marked, keyword_marked(marked), in_full=split.name != IN_SAMPLE)
        if split.name == SCENARIO:
            yield from mistake_lines(marked)
    if lines:
        yield from headline(
            "THE MARKER, LINE BY LINE",
            "The shipped marker on single lines that want telling apart with care: most are half said, near the truth "
            "or against it, many more than in handovers. Rules were mended on them, and the sense of sentences was "
            "taught by them: it flatters.",
        )
        yield from by_line_lines([each for _ in lines for each in next(answers)])
    yield from headline("WHAT MARKING COSTS")
    yield from speed_lines(measure_speed(notes))
    for question, outcomes in zip(questions, asked, strict=True):
        yield from headline(f"THE QUESTION READER, {question.name.upper()}", question.meaning)
        simple = by_keywords(outcomes, labelled_checklist())
        yield from question_lines(outcomes, simple, in_full=question.name != IN_SAMPLE)
        if question.name == HAND:
            yield from told_lines(outcomes)
    yield from ("", f"Measured in {time.perf_counter() - began:.0f} s.")


def marker_splits(notes: Sequence[LabelledNote], with_apart: bool) -> list[Split]:
    """The ways of measuring the marker, the most flattering first; handovers that the sense of sentences was taught
    from are in the first alone."""
    met = with_lines()
    unmet = [note for note in notes if note.scenario not in met]
    scenarios, hands = splits.scenario_folds(unmet), splits.hand_folds(unmet)
    chosen = [
        Split(IN_SAMPLE, f"The shipped marker on what it learned from: {FLATTERS}.", [splits.shipped(notes)]),
        Split(
            HAND,
            f"{len(hands)} parts; what is learned has met the scenarios, but nothing by these writers.",
            splits.left_out(notes, hands),
        ),
        Split(
            SCENARIO,
            f"{len(scenarios)} parts; what is learned has met neither these truths nor any handover about them.",
            splits.left_out(notes, scenarios),
        ),
    ]
    if with_apart:
        kept = read_notes(apart_folder() / "notes.jsonl")
        meaning = "Learned from all that is not kept apart. Nobody has read these; only figures are shown."
        chosen.append(Split(APART, meaning, [splits.learned(notes, kept)]))
    return chosen


def question_splits(with_apart: bool) -> list[QuestionSplit]:
    """The ways of measuring the question reader, the most flattering first."""
    chosen = [
        QuestionSplit(
            IN_SAMPLE, f"The shipped reader on what it was learned from: {FLATTERS}.", question_figures.in_sample
        ),
        QuestionSplit(
            HAND,
            "And each situation with it, a third of both at a time; the reader has met neither.",
            question_figures.left_out,
        ),
    ]
    if with_apart and (apart_folder() / "questions.jsonl").exists():
        meaning = "By a reader learned from all that is not kept apart. Nobody has read these; only figures are shown."
        chosen.append(QuestionSplit(APART, meaning, question_figures.apart))
    return chosen


if __name__ == "__main__":
    main()
