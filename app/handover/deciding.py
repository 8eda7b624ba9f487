"""From what was found about an item to its verdict and the places the verdict rests on."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from app.content.checklist import Checklist
from app.content.scenario import Truth, Verdict
from app.handover.case import Case
from app.handover.change_said import find_change
from app.handover.counts_said import find_count
from app.handover.doubts import give_way
from app.handover.evidence import phrases
from app.handover.matching import Matcher
from app.handover.not_now import find_not_now
from app.handover.note import Note, joined_spans
from app.handover.other_times import weigh_believed_lengths
from app.handover.references_said import find_contact, find_tickets
from app.handover.scorecard import Span
from app.handover.sensed import Sensed
from app.handover.service_said import find_service
from app.handover.signs import Finding, Signs
from app.handover.sites_said import find_sites
from app.handover.statements import (
    LIKELY,
    WHOLE_ENOUGH,
    Said,
    find_statement,
    points_said,
    says_nothing,
    weighed,
)
from app.handover.team_said import find_team
from app.handover.times_said import find_time
from app.handover.topics import About
from app.handover.trend_said import find_trend
from app.handover.truths_heard import weigh_heard
from app.handover.unread_errors import none_was_seen, unread_errors
from app.handover.weighing import Topical, weigh_topics
from app.handover.weights import choose, point_probability
from app.language.vocabulary import VOCABULARY, words_of


@dataclass(frozen=True, slots=True)
class Decided:
    """The verdict on one item with its folded evidence."""

    item: str
    verdict: Verdict
    evidence: tuple[Span, ...]
    finding: Finding


def find_all(checklist: Checklist, case: Case, note: Note) -> Mapping[str, Finding]:
    """What the note says about every item the scenario has, with the features all items share."""
    items = [item.id for item in checklist.items if item.id in case.points]
    about, signs = About(note.reading), Signs(note)
    aside = {item: note.without(places) for item, places in find_not_now(note).items() if places and item in items}
    topical = Topical(note, about, items, aside)
    sensed = Sensed(note, case)
    matchers: dict[frozenset[int], Matcher] = {}
    found = {}
    for item in items:
        heard = aside.get(item, note)
        if heard.aside not in matchers:
            matchers[heard.aside] = Matcher(heard, case, about, sensed)
        found[item] = _find(case, heard, signs, matchers[heard.aside], topical, item)
        weigh_heard(found[item], heard, sensed, about, item)
        give_way(found[item], heard, sensed, item)
    return found


def _find(case: Case, note: Note, signs: Signs, matcher: Matcher, topical: Topical, item: str) -> Finding:
    truth = case.scenario.items[item]
    finding = _by_kind(case, note, signs, matcher, item, truth)
    weigh_topics(finding, topical, item, truth)
    told = finding.features["id"] or finding.features["described"]
    unknown = [] if told and not truth.unknown else signs.not_known(item)
    if item == "error":
        unread = list(unread_errors(note))
        if truth.unknown:
            unseen = [span for span in finding.none if none_was_seen(note, span)]
            finding.none[:] = [span for span in finding.none if not none_was_seen(note, span)]
            unread += unseen
        unknown += unread
        finding.plainly_unknown.extend(unread if truth.unknown else ())
    finding.none[:] = [span for span in finding.none if not _not_known_there(note, span)]
    finding.unknown.extend(unknown)
    finding.plainly_unknown.extend(signs.left_unknown(item))
    finding.features["not_known"] = float(bool(unknown))
    if finding.features["about_unknown"] >= _SURELY:
        finding.plainly_unknown.extend(unknown)
    finding.features["truth_unknown"] = float(truth.unknown)
    finding.features["truth_none"] = float(truth.none)
    for name in ("none_said", "none_own"):
        if name in finding.features and truth.none:
            finding.features[f"{name}_right"] = finding.features[name]
            finding.features[name] = 0.0
    if truth.none:
        finding.right.extend(finding.none)
        finding.plainly_none.extend(finding.none)
    elif item == "error" and _none_in_part(case, item):
        for name in ("none_said", "none_own"):
            finding.features[name] = 0.0
        finding.features["none_in_part"] = float(bool(finding.none))
        finding.vague.extend(finding.none)
        finding.wrong[:] = [span for span in finding.wrong if not _touches(span, finding.none)]
    else:
        finding.wrong.extend(finding.none)
    return finding


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _none_in_part(case: Case, item: str) -> bool:
    """Whether the truth says that there is none in one place alone: none on screen, one in the log."""
    return next(iter(words_of(case.scenario.items[item].truth.casefold())), "") in _NONE


def _not_known_there(note: Note, span: Span) -> bool:
    """Whether "no error" stands in "no error text could be obtained": none is known, not that there is none."""
    inside = (clause for clause in note.reading.clauses if clause.start <= span[0] < clause.end)
    return any("not_known" in clause.flags for clause in inside)


def _by_kind(case: Case, note: Note, signs: Signs, matcher: Matcher, item: str, truth: Truth) -> Finding:
    if truth.unknown and item not in ("team", "change"):
        finding = find_statement(case, note, signs, matcher, item)
        weigh_believed_lengths(finding, case, note, signs, item)
        if item == "trend" and not signs.not_known(item):  # to say which way it goes is to know what nobody does
            finding.plainly_wrong.extend(find_trend(case, note, signs).plainly_wrong)
        return finding
    if item == "service" and (truth.name or truth.names):
        return find_service(case, note, signs, matcher)
    if item == "sites" and (truth.names or truth.name or truth.count is not None):
        return find_sites(case, note, signs, matcher)
    if item == "team":
        return find_team(case, note, signs, matcher.sensed.whole("team"))
    if truth.time is not None:
        return find_time(case, note, signs, matcher, item)
    if truth.count is not None:
        return find_count(case, note, signs, item)
    if truth.choice is not None:
        return find_trend(case, note, signs)
    if item == "change":
        return find_change(case, note, signs, matcher)
    if item == "contact" and truth.person:
        return find_contact(case, note, signs, matcher)
    if item == "tickets" and (truth.id or truth.ids):
        return find_tickets(case, note, signs)
    return find_statement(case, note, signs, matcher, item)


def decide(note: Note, item: str, found: Finding) -> Decided:
    """The verdict the learned decision gives, within what the readers allow."""
    said = points_said(item, found)
    finding = weighed(note, found, said)
    if finding.plainly_wrong:
        return Decided(item, "wrong", tuple(joined_spans(finding.plainly_wrong)), finding)
    if finding.plainly_none:
        return Decided(item, "captured", tuple(joined_spans(finding.plainly_none)), finding)
    if finding.plainly_unknown:
        return Decided(item, "unknown_stated", tuple(joined_spans(finding.plainly_unknown)), finding)
    if finding.plainly_half:
        return Decided(item, "partial", tuple(joined_spans(finding.plainly_half)), finding)
    if finding.features["none_own"] and finding.none and not finding.unknown:
        return Decided(item, "wrong", tuple(joined_spans(finding.none)), finding)
    verdict = choose(finding.group, item, finding.features, allowed_verdicts(finding))
    if finding.points and verdict in ("captured", "partial"):
        evidence = resting_on(note, item, found, said, verdict)
    else:
        evidence = tuple(joined_spans(evidence_of(verdict, finding)))
    return Decided(item, verdict if evidence else "missing", evidence, finding)


_NONE = VOCABULARY.words["nothings"] | {"no"}
_NEARLY = 0.8
_SURELY = 0.9  # that a clause tells of the item, and that it is not known
_MOST_MATCHES = 12
_TO_BE_SURE = 0.2
_SLIGHT = 0.1
_AT_LEAST, _AS_SURE, _SLIGHTLY = 2, 0.95, 0.5


def resting_on(note: Note, item: str, found: Finding, said: Sequence[Said], verdict: Verdict) -> tuple[Span, ...]:
    """The phrases without which a statement would not have its verdict: the surest first, as many as it takes.

    Each point's surest matches are taken away, then the surest that are left one by one, until what is left of the
    text no longer earns as much.
    """
    best = [0.0] * len(found.points)
    for each in said:
        best[each.point] = max(best[each.point], each.probability)
    least = min(LIKELY, max(best))
    taken = [each for each in said if each.probability >= max(_NEARLY * best[each.point], least)]
    none = found.none if found.features["none_in_part"] else ()
    spans = [*found.right, *none, *(span for each in taken for span in phrases(note, each.match.places))]
    surer = _surer(said)
    more: list[Span] = []
    for _ in range(_MOST_MATCHES):
        spans += more
        blank = _places_in(note, spans)
        left = _left_of(item, found, said, surer, blank)
        if spans and _earns_less(note, item, _without(note, found, blank), left, verdict):
            return tuple(_that_say_it(note, item, found, said, verdict, joined_spans(spans)))
        surest = max((each for each in left if each.match.places), key=_probability, default=None)
        if surest is None:
            break
        more = phrases(note, surest.match.places)
    return tuple(joined_spans([*spans, *found.vague]))


def _that_say_it(
    note: Note, item: str, found: Finding, said: Sequence[Said], verdict: Verdict, spans: list[Span]
) -> list[Span]:
    """Of these phrases, without which there is no such verdict, those that say it.

    One that says little by itself is left out, the least first, if the others alone say each point as surely and
    without them there is no such verdict either.
    """
    if found.again is None or len(spans) < _AT_LEAST:
        return spans
    likely, surer = [each for each in said if each.probability >= LIKELY], _surer(said)
    alone = {span: sum(_sureness(note, item, found, likely, [span])) for span in spans}
    slight = _SLIGHTLY * max(alone.values())
    if min(alone.values()) > slight:
        return spans
    whole, kept = _sureness(note, item, found, likely, spans), list(spans)
    for span in sorted(spans, key=alone.__getitem__):
        others = [other for other in kept if other != span]
        if not others or alone[span] > slight or _touches(span, found.right):
            continue
        left_sure = _sureness(note, item, found, likely, others)
        if any(now < _AS_SURE * before for now, before in zip(left_sure, whole, strict=True)):
            continue
        blank = _places_in(note, others)
        left = _left_of(item, found, said, surer, blank)
        if _earns_less(note, item, _without(note, found, blank), left, verdict):
            kept = others
    return kept


def _sureness(note: Note, item: str, found: Finding, likely: Sequence[Said], spans: Collection[Span]) -> list[float]:
    """How surely each point is said by the words of these phrases alone, of the matches that are likely."""
    places = _places_in(note, spans)
    blank = frozenset(range(len(note.reading.words))) - places
    best = [0.0] * len(found.points)
    for each in likely:
        if found.again is not None and not places.isdisjoint(each.match.places):
            match = found.again(each.point, each.match, blank)
            best[each.point] = max(best[each.point], point_probability(item, match.features))
    return best


def _probability(said: Said) -> float:
    return said.probability


def _places_in(note: Note, spans: Collection[Span]) -> frozenset[int]:
    """Positions of the words inside these spans."""
    starts = note.word_starts
    return frozenset(
        place
        for start, end in joined_spans(spans)
        for place in range(bisect_left(starts, start), bisect_left(starts, end))
    )


def _surer(said: Sequence[Said]) -> list[Said]:
    """The matches, taken for a little surer than they are."""
    return [Said(each.point, each.match, min(1.0, each.probability + _TO_BE_SURE)) for each in said]


def _left_of(
    item: str, found: Finding, said: Sequence[Said], surer: Sequence[Said], blank: frozenset[int]
) -> list[Said]:
    """The matches as they are without the words at these positions, `surer` than they are.

    Without words a match is no surer than before: one that was hardly sure is taken as it was.
    """
    left = []
    for each, as_it_was in zip(said, surer, strict=True):
        if found.again is None or each.probability < _SLIGHT or blank.isdisjoint(each.match.places):
            left.append(as_it_was)
            continue
        match = found.again(each.point, each.match, blank)
        left.append(Said(each.point, match, min(1.0, point_probability(item, match.features) + _TO_BE_SURE)))
    return left


def _without(note: Note, found: Finding, blank: frozenset[int]) -> Finding:
    """The finding as it would be if the words at these positions were not there and nothing else was found right."""
    features = found.features.copy()
    whole = [said for w in found.whole if (said := w.without(blank)).covered >= WHOLE_ENOUGH]
    own = [clause for clause in found.own_clauses if blank.isdisjoint(range(clause.first, clause.last))]
    answered = [inside for inside in found.answered if blank.isdisjoint(inside)]
    features["answered"], features["answered_once"] = len(answered) / 3, float(bool(answered))
    about = [stretch for stretch in found.about if blank.isdisjoint(stretch[0])]
    likely = sorted((likely for _, likely, _ in about), reverse=True)
    features["about"], features["about_twice"] = (*likely, 0.0, 0.0)[:2]
    features["about_plainly"] = max((plain for _, _, plain in about), default=0.0)
    features["whole"] = max((w.covered for w in whole), default=0.0)
    features["own"] = float(any(not says_nothing(clause) for clause in own))
    for name in ("id", "none_said_right", "none_own_right"):
        features[name] = 0.0
    vague = [note.span(w.places[0], w.places[-1] + 1) for w in whole]
    vague += [note.span(inside[0], inside[-1] + 1) for inside in (*answered, *(stretch for stretch, _, _ in about))]
    vague += [(clause.start, clause.end) for clause in own]
    left = copy(found)
    left.features, left.right, left.vague, left.wrong = features, [], vague, []
    return left


def _earns_less(note: Note, item: str, left: Finding, said: Sequence[Said], verdict: Verdict) -> bool:
    finding = weighed(note, left, said)
    again = choose(finding.group, item, finding.features, allowed_verdicts(finding))
    return again not in ("captured", verdict)


def allowed_verdicts(finding: Finding) -> list[Verdict]:
    """The verdicts for which there is something in the text to rest on; `missing` is always allowed."""
    allowed: list[Verdict] = []
    if finding.right and not finding.half:
        allowed.append("captured")
    if finding.right or finding.vague:
        allowed.append("partial")
    if finding.unknown:
        allowed.append("unknown_stated")
    if finding.wrong:
        allowed.append("wrong")
    return allowed


def evidence_of(verdict: Verdict, finding: Finding) -> tuple[Span, ...]:
    """The folded spans a verdict rests on."""
    if verdict == "captured":
        return tuple(finding.right)
    if verdict == "partial":
        return (*finding.right, *finding.vague)
    if verdict == "unknown_stated":
        return tuple(finding.unknown)
    return tuple(finding.wrong) if verdict == "wrong" else ()
