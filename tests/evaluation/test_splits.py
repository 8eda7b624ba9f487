"""What is measured is never learned from: scenarios, hands and what is kept apart."""

import json
from pathlib import Path

import pytest

from evaluation import evaluate, labelled
from evaluation.evaluate import marker_splits, question_splits
from evaluation.labelled import LabelledNote, labelled_notes, labelled_scenario, read_notes
from evaluation.splits import hand_folds, left_out, scenario_folds, side_by_side, writer


def some_notes() -> list[LabelledNote]:
    """Two handovers of each of two scenarios."""
    return [note for name in ("tills", "ward") for note in labelled_notes() if note.scenario == name][:20:6]


def test_no_hand_stands_in_two_folds_and_a_writer_s_voices_stay_together() -> None:
    notes = labelled_notes()
    fold_of: dict[str, set[int]] = {}

    folds = hand_folds(notes)

    for number, fold in enumerate(folds):
        for note in notes:
            if note.id in fold:
                fold_of.setdefault(writer(note.hand), set()).add(number)
    assert len(folds) <= 8
    assert all(len(numbers) == 1 for numbers in fold_of.values())
    assert sorted(i for fold in folds for i in fold) == sorted(note.id for note in notes)


@pytest.mark.parametrize(("hand", "who"), [("w3a", "w3"), ("w10h", "w10"), ("s0", "s0"), ("mara", "mara")])
def test_a_voice_belongs_to_its_writer(hand: str, who: str) -> None:
    assert writer(hand) == who


def test_each_handover_is_marked_once_and_keeps_its_order_when_run_side_by_side() -> None:
    notes = some_notes()
    parts = left_out(notes, scenario_folds(notes))

    marked = [each for part in side_by_side(parts) for each in part]

    assert [m.note.id for m in marked] == [n.id for n in sorted(notes, key=lambda n: n.scenario)]
    assert all(m.card.items for m in marked)


def test_what_fails_in_a_part_fails_the_whole() -> None:
    def broken() -> list[int]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        side_by_side([broken])


@pytest.fixture
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with something kept apart that can be told from everything else."""
    folder = tmp_path / "apart"
    monkeypatch.setattr(labelled, "apart_folder", lambda: folder)
    monkeypatch.setattr(evaluate, "apart_folder", lambda: folder)
    (folder / "content" / "scenarios").mkdir(parents=True)
    scenario = labelled.ROOT / "content" / "scenarios" / "tills.yml"
    text = scenario.read_text(encoding="utf-8").replace("id: tills", "id: kiosks")
    (folder / "content" / "scenarios" / "kiosks.yml").write_text(text, encoding="utf-8")
    line = {
        "id": "k-1", "scenario": "kiosks", "set": "apart", "hand": "z1a", "style": "curt", "elapsed_seconds": 60,
        "text": "TillPay is down.", "labels": {"service": "captured"}, "evidence": {"service": [[0, 7]]},
        "unsupported": [],
    }  # fmt: skip
    (folder / "notes.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (folder / "questions.jsonl").write_text("", encoding="utf-8")
    return folder


def test_what_is_kept_apart_is_not_read_without_being_asked_for(kept_apart: Path) -> None:
    (kept_apart / "notes.jsonl").write_text("this would not even be read as JSON", encoding="utf-8")
    (kept_apart / "questions.jsonl").write_text("nor this", encoding="utf-8")

    names = [split.name for split in marker_splits(some_notes(), with_apart=False)]

    assert names == ["in sample", "hands left out", "scenarios left out"]
    assert "apart" not in [split.name for split in question_splits(with_apart=False)]
    with pytest.raises(ValueError, match="Expecting value"):
        marker_splits(some_notes(), with_apart=True)


def test_what_is_kept_apart_is_measured_when_asked_for(kept_apart: Path) -> None:
    split = marker_splits(some_notes(), with_apart=True)[-1]

    (marked,) = side_by_side(split.parts)

    assert split.name == "apart"
    assert [m.note.id for m in marked] == ["k-1"]
    assert question_splits(with_apart=True)[-1].name == "apart"
    assert labelled_scenario("kiosks")[1].id == "kiosks"
    labelled_scenario.cache_clear()


def test_asking_for_what_is_not_there_ends_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "apart_folder", lambda: tmp_path)

    with pytest.raises(SystemExit, match="Nothing is kept apart here"):
        evaluate.main(["--apart"])


def test_a_handover_without_its_labels_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonl"
    file.write_text('{"id": "a", "scenario": "tills", "hand": "h", "text": "", "elapsed_seconds": 1}\n')

    with pytest.raises(KeyError, match="labels"):
        read_notes(file)
