"""Words of the model example that earned nothing, with the item they were likeliest meant for."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.authoring.advice.draft import Draft, content, typed
from app.content.problems import Problem
from app.handover.scorecard import ItemMark, Scorecard, Span
from app.language.reading import read

_LIKELY = 0.3
_WORDS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause of the free text (`field` None) or of a field that no verdict rests on."""

    field: str | None
    words: str


def unearned_words(draft: Draft) -> Iterator[Problem]:
    """Items the model example does not earn in full, with the words that were likeliest meant for them."""
    card = draft.model_card
    if draft.model is None or card is None:
        return
    at = draft.model[0]
    short = {mark.item: mark for mark in card.items if mark.credit < 1}
    left = unearned(draft, card)
    for item, mark in short.items():
        meant = [stretch.words for stretch in left if likeliest(draft, stretch) == item]
        words = f" Perhaps meant for it, and earned nothing: {_quoted(meant)}." if meant else ""
        yield draft.warning(
            ("examples", at),
            f"the model example does not earn '{item}' in full ({_verdict(mark)}): {mark.expected}.{words}",
            "Say it in the example, or add those words to its ways.",
        )


def words_without_an_item(draft: Draft) -> Iterator[Problem]:
    """Clauses of the model example that earned nothing and belong to no item that is short."""
    card = draft.model_card
    if draft.model is None or card is None:
        return
    short = {mark.item for mark in card.items if mark.credit < 1}
    for stretch in unearned(draft, card):
        item = likeliest(draft, stretch)
        if item not in short:
            near = f"; likeliest '{item}', which is earned without them" if item else ""
            what = f"no verdict rests on these words of the model example: '{stretch.words}'{near}."
            yield draft.warning(("examples", draft.model[0]), what, "That is right for courtesies and for more detail.")


def unearned(draft: Draft, card: Scorecard) -> list[Stretch]:
    """The clauses of the model example that say something and on which no verdict rests."""
    if draft.model is None:
        return []
    example = draft.model[1]
    pieces: list[tuple[str | None, str, list[Span]]] = [
        (None, example.text, [span for mark in card.items for span in mark.evidence])
    ]
    for field, text in example.fields.items():
        spans = [(f.start, f.end) for mark in card.items for f in mark.field_evidence if f.field == field]
        pieces.append((field, text, spans))
    return [stretch for field, text, spans in pieces for stretch in _without(field, text, spans)]


def _without(field: str | None, text: str, earned: list[Span]) -> Iterator[Stretch]:
    reading = read(text)
    for clause in reading.clauses:
        if clause.last == clause.first:
            continue
        start, end = reading.folded.as_typed(clause.start, clause.end)
        words = typed(text, (start, end))
        if len(content(words)) >= _WORDS and not any(a < end and start < b for a, b in earned):
            yield Stretch(field, words)


def likeliest(draft: Draft, stretch: Stretch) -> str | None:
    """The item whose truth and ways share most of these words; that of the field they stand in; None when none does."""
    if stretch.field in draft.scenario.items:
        return stretch.field
    words = content(stretch.words)
    shares = {item: len(words & _words_of(draft, item)) / len(words) for item in draft.scenario.items}
    best = max(shares, key=lambda item: shares[item])
    return best if shares[best] >= _LIKELY else None


def _words_of(draft: Draft, item: str) -> frozenset[str]:
    truth = draft.scenario.items[item]
    says = (text for person in draft.scenario.people if item in person.knows for text in person.knows[item].texts)
    texts = (truth.truth, *(way for point in truth.points for way in point), *says)
    return frozenset().union(*map(content, texts))


def _verdict(mark: ItemMark) -> str:
    return mark.verdict.replace("_", " ")


def _quoted(words: list[str]) -> str:
    return ", ".join(f"'{each}'" for each in words)
