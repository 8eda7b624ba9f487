"""What a question is about: its words, its pieces and its sentence read by what was learned, then accepted or asked
back."""

from dataclasses import dataclass

import numpy as np

from app.content.scenario import Scenario
from app.simulation.choosing import MOST, all_meant
from app.simulation.encoder import sense, shipped_encoder
from app.simulation.features import Reading
from app.simulation.model import TALK, Floats, Heard, Model, likelihoods, margins
from app.simulation.words import clauses, folded, plain_words, with_classes

_MOST_BESIDE = 2
# What was said before helps to read "and the others?"; beside a question that says itself what it asks it misleads.
_LEANS_ON_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """`topics` in the order asked; `asks_back` up to three items when unsure, up to two beside topics; `talk` when
    nothing was asked for."""

    topics: tuple[str, ...]
    asks_back: tuple[str, ...] = ()
    talk: str | None = None


def readings(scenario: Scenario, text: str, before: str) -> list[Reading]:
    """The whole message and, when there are several, each piece of it, as the model reads them.

    What was said before is read with a message of at most five words only.
    """
    whole = folded(text)
    pieces = clauses(whole)
    leans = len(whole.split()) <= _LEANS_ON_BEFORE
    texts = [(whole, with_classes(whole, scenario), folded(before) if leans else "")]
    if len(pieces) > 1:
        texts += [(piece, with_classes(piece, scenario), "") for piece in pieces]
    return texts


def heard(model: Model, scenario: Scenario, text: str, before: str = "") -> Heard:
    """What the words and the sentence of this message say."""
    sentence = plain_words(text, scenario), plain_words(before, scenario)
    found = margins(model, readings(scenario, text, before))
    return Heard(found, sense(shipped_encoder(), *sentence), leans=bool(before))


def read(model: Model, scenario: Scenario, text: str, before: str = "") -> Understood:
    """What this message asks for."""
    return decide(model, heard(model, scenario, text, before))


def decide(model: Model, heard: Heard) -> Understood:
    """What is meant, from the words of the whole message (first row) and of its pieces, and from its sentence."""
    likely, found = likelihoods(model, heard), heard.margins
    order = np.argsort(-likely)
    meant = int((all_meant(model, heard, likely) >= model.accept).sum())
    if meant:
        topics = _as_asked([int(i) for i in order[:meant]], found)
        beside = [i for i in order if i not in topics and likely[i] >= model.ask_beside]
        return Understood(tuple(model.items[i] for i in topics), tuple(model.items[i] for i in beside[:_MOST_BESIDE]))
    if likely.sum() >= model.ask_back:
        return Understood((), tuple(model.items[i] for i in order[:MOST]))
    nothing = found[0, len(model.items) :]
    return Understood((), (), TALK[int(nothing.argmax())])


def _as_asked(topics: list[int], found: Floats) -> list[int]:
    """The topics in the order of the pieces that speak for them most."""
    return sorted(topics, key=lambda i: int(found[1:, i].argmax())) if len(found) > 1 else topics
