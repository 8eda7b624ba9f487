"""What encoders made of lines they had not met is kept by the words and the hand of each line."""

from dataclasses import replace

import numpy as np

from evaluation.phrasing_bank import Phrasing, read_bank
from evaluation.question_outcomes import MEASURED, parts_apart
from evaluation.senses import Senses, read_senses

LINE = Phrasing(
    "how many", "", "tills", "caller", "till", "q1-amy", "terse", "many-hands", frozenset({"users"}), frozenset()
)


def test_a_line_that_no_encoder_has_read_has_no_senses() -> None:
    assert Senses().get(LINE) is None


def test_stored_senses_have_a_number_a_label() -> None:
    senses = read_senses()
    found = [sense for p in read_bank() if (sense := senses.get(p)) is not None]
    assert len(found) >= len(senses) > 0
    assert {sense.shape for sense in found} == {(20,)}
    assert np.isfinite(found).all()


def test_a_part_learns_from_nobody_and_nothing_it_is_measured_on() -> None:
    bank = [
        replace(LINE, hand=f"q{writer}-amy", situation=place, made_by=made_by)
        for writer in range(6)
        for place in ("till", "ward", "depot", "yard")
        for made_by in MEASURED
    ]
    for others, theirs in parts_apart(bank, with_situations=True):
        assert theirs
        assert not {p.writer for p in others} & {p.writer for p in theirs}
        assert not {p.situation for p in others} & {p.situation for p in theirs}
