"""Ways of asking that were not understood: what they may ask for, and the sentences about them."""

from collections.abc import Sequence

import numpy as np

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.simulation.model import likelihoods, shipped_model
from app.simulation.reading import heard
from app.web.formats import count_word

MOST_LIKELY = 3


def likely_items(checklist: Checklist, scenario: Scenario, text: str, before: str) -> tuple[str, ...]:
    """The three items of the checklist this text asks for most likely, the likeliest first."""
    model = shipped_model()
    found = likelihoods(model, heard(model, scenario, text, before))
    ordered = [model.items[place] for place in np.argsort(-found)]
    return tuple(item for item in ordered if item in checklist)[:MOST_LIKELY]


def not_understood_headline(count: int, has_more: bool) -> str:
    """How many ways of asking wait to be looked at."""
    if count == 0:
        return "Every question asked lately was understood."
    if has_more:
        return f"More than {count_word(count)} ways of asking were not understood."
    if count == 1:
        return "One way of asking was not understood."
    return f"{count_word(count).capitalize()} ways of asking were not understood."


def asked_for(checklist: Checklist, topics: Sequence[str]) -> str:
    """What somebody said a wording asks for, by the checklist's labels."""
    labels = [checklist[topic].label for topic in topics if topic in checklist]
    return ", ".join(labels) if labels else "Nothing of the call"
