"""The reply to a person who asked back: read among the topics they offered, by the words they offered them in."""

import re

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.simulation.model import likelihoods, shipped_model
from app.simulation.phrases import Pick, phrases
from app.simulation.reading import Understood, heard
from app.simulation.words import folded, tokens

_CLEAR_ELSEWHERE = 0.8
_LEAST = 0.1
# Somebody who answers an offer in more words takes up some of its own; else they rather ask a question of their own.
_LONGEST_REPLY = 5
_CLEARLY_MEANT = 0.6
_LONGEST_PICK = 4
_QUESTION = re.compile(r"[^.?!]*\?")


def offered_topics(checklist: Checklist, before: str) -> tuple[str, ...]:
    """The items a person's last words offered, in their order; empty unless those words ask back."""
    asked = " ".join(_QUESTION.findall(folded(before)))
    found = [(asked.find(folded(phrases().offer(checklist, item))), item) for item in checklist.ids()]
    return tuple(item for place, item in sorted(found) if place >= 0)


def read_among_offered(checklist: Checklist, scenario: Scenario, text: str, before: str) -> Understood | None:
    """What a reply to an asks-back question means, or None when none was put or the reply goes elsewhere."""
    offered = offered_topics(checklist, before)
    if not offered:
        return None
    words = set(tokens(folded(text))) - {"?"}
    chosen = _by_place(offered, words)
    if chosen:
        return Understood(chosen)
    model = shipped_model()
    found = likelihoods(model, heard(model, scenario, text))
    likely = {item: float(p) for item, p in zip(model.items, found, strict=True)}
    shared = {item: _shared(checklist, item, words) for item in offered}
    scores = {item: likely.get(item, 0.0) + shared[item] for item in offered}
    best = max(offered, key=scores.__getitem__)
    elsewhere = max((p for item, p in likely.items() if item not in offered), default=0.0)
    own_question = len(words) > _LONGEST_REPLY and not shared[best]
    least, clear_elsewhere = (_CLEARLY_MEANT, _CLEARLY_MEANT) if own_question else (_LEAST, _CLEAR_ELSEWHERE)
    if elsewhere > max(clear_elsewhere, scores[best]) or scores[best] < least:
        return None
    return Understood((best,))


def _by_place(offered: tuple[str, ...], words: set[str]) -> tuple[str, ...]:
    """The topics a reply picks by their place ("the first", "both", "yes" to a single one), with nothing else in it."""
    picks = phrases().picks
    if _only(words, "all") or (len(offered) == 1 and _only(words, "yes")):
        return offered
    if len(words) > _LONGEST_PICK or len(offered) == 1:
        return ()
    places: tuple[tuple[int, Pick], ...] = ((0, "first"), (1, "second"), (-1, "last"))
    return next(((offered[place],) for place, pick in places if words & picks[pick]), ())


def _only(words: set[str], pick: Pick) -> bool:
    """Whether a word of this pick stands there, and beside it only what people say with one."""
    picks = phrases().picks
    return bool(words & picks[pick]) and words <= picks[pick] | picks["beside"]


def _shared(checklist: Checklist, item: str, words: set[str]) -> float:
    """The share of an offer's own words that the reply takes up, 0 to 1."""
    offer = set(tokens(folded(phrases().offer(checklist, item)))) - phrases().picks["small"]
    return len(offer & words) / len(offer) if offer else 0.0
