"""Truths that an agent cannot find out, for nobody tells and nothing shows them, or need not: they are given away."""

from collections.abc import Iterator, Sequence

from app.authoring.advice.draft import Draft, content, values
from app.content.problems import Problem
from app.content.scenario import TruthNow
from app.handover.scoring import is_critical
from app.language.identifiers import same_phone
from app.language.mentions import IdentifierMention, Mention, NumberMention, PhoneMention, TimeMention

_HALF = 0.5
_OPENERS = frozenset({"service", "symptom"})
_MOST_GIVEN = 2


def nowhere_told(draft: Draft) -> Iterator[Problem]:
    """Truths that nobody speaks of when asked, and whose value or words stand in no tool, signal or opening."""
    asked = {item for person in draft.scenario.people for item in person.knows}
    for item, truth in draft.scenario.items.items():
        if truth.unknown or truth.none or item in asked or shown_in(truth, draft.told):
            continue
        yield draft.warning(
            ("items", item),
            f"nobody tells '{item}' and no desk tool shows it as it stands ({truth.truth}).",
            "Let somebody know it or put it into a tool; a figure that can be worked out is fine.",
        )


def never_heard_later(draft: Draft) -> Iterator[Problem]:
    """Truths that change and whose new value nobody tells and nothing shows."""
    for item, truth in draft.scenario.items.items():
        for number, later in enumerate(truth.later):
            told = [mention for text in draft.told for mention in values(text)]
            shown = shown_in(later, draft.told) if later.count is None else _counted(later.count, told)
            if not (later.unknown or later.none or shown):
                what = (
                    f"from {later.at:g} seconds on '{item}' is another, but nothing tells or shows it ({later.truth})."
                )
                mend = "Give a person words for it under 'later', or let a signal show it."
                yield draft.warning(("items", item, "later", number), what, mend)


def openings_that_tell_all(draft: Draft) -> Iterator[Problem]:
    """First words that answer more than two critical items beside the service and the symptom."""
    for index, person in enumerate(draft.scenario.people):
        given = [
            item
            for item, truth in draft.scenario.items.items()
            if item not in _OPENERS
            and is_critical(item, draft.checklist, draft.scenario)
            and shown_in(truth, (person.opening,))
        ]
        if len(given) > _MOST_GIVEN:
            what = f"the opening of {person.name} gives away {', '.join(given)}; then there is little left to ask for."
            yield draft.warning(("people", index, "opening"), what, "Let them say it when they are asked.")


def shown_in(truth: TruthNow, texts: Sequence[str]) -> bool:
    """Whether the value of a truth, or its words, stand in one of these texts."""
    told = [mention for text in texts for mention in values(text)]
    if truth.id is not None or truth.ids:
        return any(_same(mention, wanted) for wanted in values(truth.id or truth.ids[0]) for mention in told)
    if truth.time is not None:
        return any(_same(mention, wanted) for wanted in values(truth.time[-5:]) for mention in told)
    if truth.count is not None:
        return _counted(truth.count, told) or _in_words(truth, texts)
    if truth.phone is not None:
        return any(_same(mention, wanted) for wanted in values(truth.phone) for mention in told)
    names = [content(name) for name in (truth.name, *truth.names) if name]
    if names:
        return any(names[0] <= content(text) for text in texts)
    return _in_words(truth, texts)


def _counted(count: float, told: Sequence[Mention]) -> bool:
    return any(isinstance(mention, NumberMention) and count in (mention.value, mention.of) for mention in told)


def _in_words(truth: TruthNow, texts: Sequence[str]) -> bool:
    """Whether half the words of the truth or of some way of saying it stand in one text."""
    wanted = [content(truth.truth), *(content(way) for point in truth.points for way in point)]
    held = [content(text) for text in texts]
    return any(len(words & text) >= _HALF * len(words) for words in wanted if words for text in held)


def _same(one: Mention, other: Mention) -> bool:
    match one, other:
        case IdentifierMention(), IdentifierMention():
            return one.bare == other.bare
        case TimeMention(), TimeMention():
            return bool(set(one.minutes) & set(other.minutes))
        case PhoneMention(), PhoneMention():
            return same_phone(one.digits, other.digits)
    return False
