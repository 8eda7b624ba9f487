"""A probe the author has not written: each value of the model example altered, to see that the mark falls."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.authoring.advice.draft import Draft, typed
from app.content.problems import Problem
from app.content.scenario import Example, Truth, Verdict
from app.handover.scorecard import ItemMark
from app.language.identifiers import phone_digits, same_phone
from app.language.mentions import IdentifierMention, NumberMention, PhoneMention, TimeMention
from app.language.names import Name, find_name
from app.language.reading import Reading, read

_MINUTES_OFF = (47, 53, 67, 83)
_CLEAR_OF = 10
_SHARES_OFF = (4 / 3, 2 / 3, 1.6, 1 / 2)
_APART = 0.12


@dataclass(frozen=True, slots=True)
class Probe:
    """The model example with one value altered: the item, what was put for what, and what the item must become."""

    item: str
    was: str
    put: str
    example: Example
    expected: tuple[Verdict, ...]


def false_values_captured(draft: Draft) -> Iterator[Problem]:
    """Items that stay captured when their value is altered in the model example."""
    for probe, mark in answers(draft):
        if mark.verdict == "captured":
            yield draft.warning(
                ("items", probe.item),
                f"with '{probe.put}' for '{probe.was}' the model example still earns '{probe.item}' in full, "
                f"by {_words(probe.example, mark)}.",
                "That is right where those words say it by themselves; else take them out of its ways, or report it.",
            )


def false_values_not_wrong(draft: Draft) -> Iterator[Problem]:
    """Items that lose their credit when their value is altered in the model example, without being called wrong."""
    for probe, mark in answers(draft):
        if mark.verdict not in ("captured", *probe.expected):
            what = (
                f"with '{probe.put}' for '{probe.was}' the model example's '{probe.item}' is "
                f"{mark.verdict.replace('_', ' ')} and not {probe.expected[0]}."
            )
            yield draft.warning(("items", probe.item), what, "No false credit is given; only blame is spared.")


def answers(draft: Draft) -> Iterator[tuple[Probe, ItemMark]]:
    """Each probe of an item that the model example earns in full, and what it is marked as."""
    card = draft.model_card
    captured = {mark.item for mark in card.items if mark.verdict == "captured"} if card else set()
    for probe in probes(draft):
        marked = draft.marked(probe.example) if probe.item in captured else None
        if marked is not None:
            yield probe, next(mark for mark in marked.items if mark.item == probe.item)


def _words(example: Example, mark: ItemMark) -> str:
    """The words of the altered example that a mark rests on."""
    quoted = [typed(example.text, span) for span in mark.evidence]
    quoted += [typed(example.fields[at.field], (at.start, at.end)) for at in mark.field_evidence]
    return " and ".join(f"'{words}'" for words in quoted) or "nothing it can point at"


def probes(draft: Draft) -> Iterator[Probe]:
    """The model example once for each item with a value, that value altered wherever it stands."""
    if draft.model is None:
        return
    example = draft.model[1]
    for item, truth in draft.scenario.items.items():
        for find, put, expected in _alterations(draft, item, truth):
            made = _altered(example, find, put)
            if made is not None:
                was, altered = made
                yield Probe(item, was, put, altered, expected)


Find = Callable[[Reading], Iterable[tuple[int, int]]]
Alteration = tuple[Find, str, tuple[Verdict, ...]]


def _alterations(draft: Draft, item: str, truth: Truth) -> Iterator[Alteration]:
    """For an item with a value: where it stands in a reading, what to put there, and what must come of it."""
    if truth.time is not None:
        minutes = int(truth.time[-5:-3]) * 60 + int(truth.time[-2:])
        other = _other_time(draft, minutes)
        if other is not None:
            yield lambda reading: _times(reading, minutes), f"{other // 60:02}:{other % 60:02}", ("wrong",)
    if truth.count is not None and not truth.names:
        count = truth.count
        number = _other_count(draft, count, truth.of)
        if number is not None:
            yield lambda reading: _counts(reading, count), f"{number:.0f}", ("wrong",)
    if truth.id is not None:
        own = _digits(truth.id)
        others_right: tuple[Verdict, ...] = ("partial",) if len(truth.ids) > 1 else ()
        yield lambda reading: _references(reading, own), _one_digit_off(truth.id), ("wrong", *others_right)
    if truth.phone is not None:
        dialled = phone_digits(truth.phone)
        yield lambda reading: _phones(reading, dialled), _one_digit_off(truth.phone), ("partial",)
    if item == "team" and truth.name is not None:
        others = [name for name in draft.case.teams if name != truth.name]
        if others:
            name = draft.case.teams[truth.name]
            yield lambda reading: _names(reading, name), others[0], ("wrong",)


def _altered(example: Example, find: Find, put: str) -> tuple[str, Example] | None:
    """The example with what `find` finds replaced, and the words that stood there first; None when nothing does."""
    was: list[str] = []

    def alter(text: str) -> str:
        reading = read(text)
        for start, end in sorted((reading.folded.as_typed(*span) for span in find(reading)), reverse=True):
            was.append(text[start:end])
            text = text[:start] + put + text[end:]
        return text

    fields: Mapping[str, str] = {name: alter(text) for name, text in example.fields.items()}
    changed = example.model_copy(update={"text": alter(example.text), "fields": fields})
    return (was[-1], changed) if was else None


def _times(reading: Reading, minutes: int) -> Iterator[tuple[int, int]]:
    return ((m.start, m.end) for m in reading.mentions if isinstance(m, TimeMention) and minutes in m.minutes)


def _counts(reading: Reading, count: float) -> Iterator[tuple[int, int]]:
    for mention in reading.mentions:
        if isinstance(mention, NumberMention) and mention.kind == "count" and mention.value == count:
            yield mention.start, mention.end


def _references(reading: Reading, own: str) -> Iterator[tuple[int, int]]:
    return ((m.start, m.end) for m in reading.mentions if isinstance(m, IdentifierMention) and m.bare == own)


def _phones(reading: Reading, dialled: str) -> Iterator[tuple[int, int]]:
    for mention in reading.mentions:
        if isinstance(mention, PhoneMention) and same_phone(mention.digits, dialled):
            yield mention.start, mention.end


def _names(reading: Reading, name: Name) -> Iterator[tuple[int, int]]:
    behind = 0
    for first, last, strong in find_name(reading, name, loose=False):
        if strong and first >= behind:
            behind = last
            yield reading.words[first].start, reading.words[last - 1].end


def _other_time(draft: Draft, minutes: int) -> int | None:
    """A time of day that is well off this one and off every time the scenario knows."""
    known = draft.case.known.minutes
    others = ((minutes + off) % (24 * 60) for off in _MINUTES_OFF)
    return next((other for other in others if all(abs(other - time) > _CLEAR_OF for time in known)), None)


def _other_count(draft: Draft, count: float, of: float | None) -> float | None:
    """A count well off this one, off every number the scenario knows, and not above what it is a part of."""
    known = draft.case.known.numbers
    others = (round(count * share) for share in _SHARES_OFF)
    return next(
        (n for n in others if (of is None or n < of) and all(abs(n - k) > _APART * max(n, k) for k in known)), None
    )


def _one_digit_off(written: str) -> str:
    """The same reference or number with its third digit from the end raised by one."""
    places = [place for place, sign in enumerate(written) if sign.isdecimal()]
    place = places[-min(3, len(places))]
    return f"{written[:place]}{(int(written[place]) + 1) % 10}{written[place + 1 :]}"


def _digits(reference: str) -> str:
    return "".join(sign for sign in reference if sign.isdecimal()).lstrip("0")
