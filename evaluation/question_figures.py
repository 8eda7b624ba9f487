"""The question reader's figures: understood at once, within one more turn, and facts told that nobody asked for."""

from collections.abc import Iterator, Mapping, Sequence

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.simulation.model import Model, shipped_model
from app.simulation.reading import Understood, read
from evaluation.figures import Cluster, Figure, Share, figure
from evaluation.keyword_baseline import keyword_topics
from evaluation.labelled import apart_folder, labelled_scenario
from evaluation.phrasing_bank import (
    HOUSE,
    Phrasing,
    checklist_phrasings,
    read_bank,
    read_checklist,
    read_lines,
    read_scenarios,
)
from evaluation.question_outcomes import STRANGE, Outcome, leave_out
from evaluation.question_trainer import train
from evaluation.senses import read_senses

YES = Share(lambda pair: pair[0] == "asked", lambda pair: pair[1] is True)
COLUMNS: Mapping[str, str] = {
    "right at once": "once",
    "in one more turn": "more",
    "the same, cleanly": "more_clean",
    "told unasked": "wrong",
}


def in_sample() -> list[Outcome]:
    """The shipped reader on questions it was learned from."""
    measured = [p for p in read_bank() if p.made_by not in HOUSE]
    return read_all(shipped_model(), measured, read_scenarios(measured))


def left_out() -> list[Outcome]:
    """Each part of the writers and situations by a reader that has met neither."""
    bank = [*read_bank(), *checklist_phrasings()]
    parts = leave_out(bank, read_scenarios(bank), read_senses(), with_situations=True)
    return [outcome for part in parts for outcome in part.outcomes()]


def apart() -> list[Outcome]:
    """The questions kept apart by a reader learned from everything that is not, its encoder as it is shipped."""
    asked = list(read_lines(apart_folder() / "questions.jsonl"))
    bank = [*read_bank(), *checklist_phrasings()]
    model = train(bank, read_scenarios(bank), tuple(read_checklist().ids()), read_senses())
    return read_all(model, asked, {p.scenario: labelled_scenario(p.scenario)[1] for p in asked})


def read_all(model: Model, asked: Sequence[Phrasing], scenarios: Mapping[str, Scenario]) -> list[Outcome]:
    """What this reader makes of these questions."""
    return [Outcome(p, read(model, scenarios[p.scenario], p.text, p.before)) for p in asked]


def by_keywords(outcomes: Sequence[Outcome], checklist: Checklist) -> list[Outcome]:
    """The same questions by the labels and headings that stand in them, in place of a reader."""
    return [Outcome(o.phrasing, Understood(tuple(keyword_topics(checklist, o.phrasing.text)))) for o in outcomes]


def question_figures(outcomes: Sequence[Outcome]) -> list[Figure]:
    """The share of questions that came out each way, and of messages that ask nothing, those answered with a fact."""
    asking = [o for o in outcomes if o.phrasing.topics]
    idle = [o for o in outcomes if not o.phrasing.topics]
    figures = [figure(name, by_hand(asking, field), YES) for name, field in COLUMNS.items()]
    return [*figures, figure("off-topic answered with a fact", by_hand(idle, "wrong"), YES)]


def by_hand(outcomes: Sequence[Outcome], field: str) -> list[Cluster]:
    """For each hand, whether each of its questions came out this way."""
    clusters: dict[str, Cluster] = {}
    for outcome in outcomes:
        clusters.setdefault(outcome.phrasing.hand, []).append(("asked", getattr(outcome, field)))
    return list(clusters.values())


def voices(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    """All questions, those in ordinary and in strange voices, each set of several, and each style by itself."""
    yield "all", list(outcomes)
    yield "ordinary voices", [o for o in outcomes if o.phrasing.style not in STRANGE]
    yield "strange voices", [o for o in outcomes if o.phrasing.style in STRANGE]
    sets = sorted({o.phrasing.made_by for o in outcomes})
    for name in sets if len(sets) > 1 else ():
        yield name, [o for o in outcomes if o.phrasing.made_by == name]
    for style in sorted({o.phrasing.style for o in outcomes}):
        yield f"  {style or 'no style given'}", [o for o in outcomes if o.phrasing.style == style]
