"""Finished ratings as labelled handovers, without names."""

import json

import pytest

from app.calibration import actions
from app.calibration.actions import ItemSaid
from app.handover.marking import mark
from app.handover.scorecard import Handover
from evaluation.labelled import read_notes
from tests.calibration.conftest import BEGAN, SCENARIO, WORDS, expected, marked

KEYS = {
    "id", "scenario", "set", "hand", "style", "elapsed_seconds", "decision", "text", "labels", "evidence",
    "unsupported",
}  # fmt: skip


def test_a_line_has_the_shape_of_the_labelled_handovers(app, attempt, rate, begin, hand_over, cast, tmp_path):
    rating_id = rate(attempt, users=("partial", "lots of TILLS"))
    begin(hand_over(cast.bo, hour=1))
    file = tmp_path / "ratings.jsonl"
    done = app.test_cli_runner().invoke(args=["calibration", "export", "--to", str(file)])
    assert done.exit_code == 0
    assert done.output == f"1 finished rating written to {file}.\n"
    line = json.loads(file.read_text())
    assert set(line) == KEYS
    assert (line["id"], line["scenario"], line["set"], line["style"]) == (
        f"rating-{rating_id}",
        SCENARIO,
        "ratings",
        "practice",
    )
    assert (line["text"], line["decision"], line["elapsed_seconds"]) == (WORDS, "raise", 60)
    assert line["labels"] == marked(rating_id) | {"users": "partial"}
    [[start, end]] = line["evidence"]["users"]
    assert WORDS[start:end] == "Lots of tills"
    note = read_notes(file)[0]
    assert note.labels["users"] == "partial"
    assert note.evidence == {"users": [(start, end)]}


def test_a_pasted_handover_is_marked_again_by_the_truths_it_was_rated_by(app, library, cast):
    rating_id = actions.begin_text(scenario_slug="rounds", text=WORDS, rater_id=cast.max, library=library, at=BEGAN)
    said = {item: ItemSaid(verdict) for item, verdict in marked(rating_id).items()}
    actions.finish(rating_id=rating_id, rater_id=cast.max, said=said, revision=0, at=BEGAN)
    line = json.loads(app.test_cli_runner().invoke(args=["calibration", "export"]).output)
    again = mark(library.checklist, library.scenarios["rounds"], Handover(line["text"]), line["elapsed_seconds"])
    assert {item.item: item.expected for item in again.items} == expected(rating_id)


def test_the_shape_is_that_of_the_labelled_set():
    from evaluation.labelled import ROOT

    first = json.loads((ROOT / "notes.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert set(first) == KEYS


def test_names_are_left_out_and_writers_told_apart(app, hand_over, rate, cast):
    for hour, (writer, rater) in enumerate([(cast.asha, cast.max), (cast.bo, cast.max), (cast.asha, cast.tess)]):
        rate(hand_over(writer, hour=hour), by=rater, minute=hour)
    done = app.test_cli_runner().invoke(args=["calibration", "export"])
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [line["hand"] for line in lines] == ["r1", "r2", "r1"]
    for name in ("Asha", "Verma", "Bo", "Lindqvist", "Max", "Oyelaran", "Tess", "Holloway", "example.org"):
        assert name not in done.output


def test_nothing_finished_is_an_empty_file(app, attempt, begin):
    begin(attempt)
    done = app.test_cli_runner().invoke(args=["calibration", "export"])
    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.parametrize(("who", "code"), [("tess", 200), ("max", 403), ("mina", 403), ("ada", 403), ("asha", 403)])
def test_trainers_download_it(attempt, rate, visit, cast, who, code):
    rate(attempt)
    client = visit(getattr(cast, who))
    answer = client.get("/calibration/ratings.jsonl")
    assert answer.status_code == code
    if code == 200:
        assert answer.headers["Content-Disposition"] == "attachment; filename=ratings.jsonl"
        assert json.loads(answer.text)["text"] == WORDS
        assert "/calibration/ratings.jsonl" in client.get("/calibration").text
