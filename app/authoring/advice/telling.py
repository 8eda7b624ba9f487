"""Truths that an agent cannot find out: nobody tells them and no desk tool shows them."""

from collections.abc import Iterator

from app.authoring.advice.draft import Draft, content, values
from app.content.problems import Problem
from app.content.scenario import Truth
from app.language.identifiers import same_phone
from app.language.mentions import IdentifierMention, Mention, NumberMention, PhoneMention, TimeMention

_HALF = 0.5


def nowhere_told(draft: Draft) -> Iterator[Problem]:
    """Truths that nobody speaks of when asked, and whose value or words stand in no tool, signal or opening."""
    asked = {item for person in draft.scenario.people for item in person.knows}
    for item, truth in draft.scenario.items.items():
        if truth.unknown or truth.none or item in asked or _shown(draft, truth):
            continue
        yield draft.warning(
            ("items", item),
            f"nobody tells '{item}' and no desk tool shows it as it stands ({truth.truth}).",
            "Let somebody know it or put it into a tool; a figure that can be worked out is fine.",
        )


def _shown(draft: Draft, truth: Truth) -> bool:
    told = [mention for text in draft.told for mention in values(text)]
    if truth.id is not None or truth.ids:
        return any(_same(mention, wanted) for wanted in values(truth.id or truth.ids[0]) for mention in told)
    if truth.time is not None:
        return any(_same(mention, wanted) for wanted in values(truth.time[-5:]) for mention in told)
    if truth.count is not None:
        return any(isinstance(m, NumberMention) and truth.count in (m.value, m.of) for m in told) or _in_words(
            draft, truth
        )
    if truth.phone is not None:
        return any(_same(mention, wanted) for wanted in values(truth.phone) for mention in told)
    names = [content(name) for name in (truth.name, *truth.names) if name]
    if names:
        return any(names[0] <= content(text) for text in draft.told)
    return _in_words(draft, truth)


def _in_words(draft: Draft, truth: Truth) -> bool:
    """Whether half the words of the truth or of some way of saying it stand in one text."""
    wanted = [content(truth.truth), *(content(way) for point in truth.points for way in point)]
    texts = [content(text) for text in draft.told]
    return any(len(words & text) >= _HALF * len(words) for words in wanted if words for text in texts)


def _same(one: Mention, other: Mention) -> bool:
    match one, other:
        case IdentifierMention(), IdentifierMention():
            return one.bare == other.bare
        case TimeMention(), TimeMention():
            return bool(set(one.minutes) & set(other.minutes))
        case PhoneMention(), PhoneMention():
            return same_phone(one.digits, other.digits)
    return False
