"""Which resolver group a note gives the fault to, and whether it says that there is none."""

import re
from collections.abc import Iterator, Mapping

from app.handover.case import Case, once_a_case
from app.handover.names_said import places_of
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.sensed import UNHEARD, Heard
from app.handover.signs import CUED, NEAR, OWN, Finding, Signs
from app.handover.totality import ALL
from app.language.clauses import Clause
from app.language.mentions import IdentifierMention, NumberMention, PhoneMention, TimeMention
from app.language.names import Name, name_key
from app.language.vocabulary import VOCABULARY, stem

_DEFUNCT = VOCABULARY.words["defunct"]
_DOING = VOCABULARY.words["team_doing"]
_TEAM_NOUNS = VOCABULARY.words["team_nouns"]
_ARTICLES = frozenset(map(stem, ("the", "our", "your", "those", "them", "a")))
_BEFORE_A_NAME = _ARTICLES | frozenset(map(stem, ("basically", "really", "actually")))
_OTHER_TICKETS = VOCABULARY.words["other_tickets"]
_LIES_WITH = re.compile(
    r"\b(?:is|are|was|were|lies?|lay|sits?|sat|remains?|stays?|rests?|waits?)(?: \w+){0,2}? (?:with|in)(?: the)? ?\Z"
)
_I_SAY = re.compile(r"i(?:'d|d| would) (?:say|guess|reckon|think)\b|i (?:say|guess|reckon|think)\b")
_DENIED_REACH = 6
_RATHER_THAN = [[stem(one), stem(other)] for one, other in (("rather", "than"), ("instead", "of"))]
_PASSED_ROUND = 2
_HEARD_AGAINST = 0.9
_RANG = frozenset({"rang", "phoned", "called", "texted", "emailed", "messaged"})
_BESIDE_UNVERIFIED = VOCABULARY.stop | VOCABULARY.words["beside_unknown"] | frozenset({"this", "that", "which", "it"})
_WHEN = frozenset({"at", "out", "on", "by", "again", "but", "and", "in", "for"})
_AFTER_A_NAME = frozenset(
    {"for", "ext", "on", "and", "out", "in", "pls", "plz", "asap", "imo", "imho", "please", "now", "quick", "urgent"}
)


def find_team(case: Case, note: Note, signs: Signs, heard: Mapping[int, Heard]) -> Finding:
    """Which resolver group the note names, and whether it says that none is known; `heard` is how surely each sentence
    goes against the truth."""
    truth = case.scenario.items["team"]
    finding = Finding("team")
    wanted = {name for name in (truth.name, *truth.names) if name}
    places = places_of(note, case.teams, requests=True)
    for name in wanted:
        for first, last, strong in places.get(name, ()):
            if _is_counted(note, first):
                continue
            strong = strong and not _is_a_plain_noun(case, note, name, first, last)
            if _is_taken_back(note, first):
                continue
            _weigh_right(finding, note, signs, first, last, strong)
    for mention, place in note.reading.placed:
        if isinstance(mention, PhoneMention) and case.team_phones.get(mention.digits) in wanted:
            finding.features["phoned"] = 1.0
            finding.right.append(note.span(place, place + 1))
    mine = [place for name in wanted for place in places.get(name, ()) if not _is_taken_back(note, place[0])]
    finding.half = bool(mine) and all(_one_of_several(note, first, last) for first, last, _ in mine)
    others = {name for name in places if name not in wanted and _weigh_other(finding, case, note, signs, name, places)}
    if (
        others
        and not finding.features["phoned"]
        and all(_in_passing(case, note, signs, wanted, *at[:2]) for at in mine)
    ):
        finding.right.clear()
        finding.features["named"] = finding.features["named_cued"] = 0.0
    if not finding.right and not others:
        others |= _weigh_uncatalogued(finding, case, note, signs, wanted)
    if not (mine or finding.right or others or truth.unknown):
        others |= _weigh_heard(finding, note, signs, wanted, places, heard)
    finding.features["several"] = float(len(others) >= 2)
    if not finding.right and not others:
        finding.plainly_unknown.extend(_unverified(note, signs, places))
    engaged = finding.features["other_own"] or finding.features["other_given"]
    if not finding.right and (truth.unknown or not engaged):
        _weigh_nobody(finding, note)
    if truth.unknown and not engaged:
        _weigh_passed_round(finding, note, places)
    if finding.features["other_own"] and not (finding.right or finding.plainly_unknown or _left_open(signs)):
        finding.plainly_wrong.extend(finding.wrong)
    return finding


def _is_taken_back(note: Note, first: int) -> bool:
    """Whether a name is told as the one it is not: "Storage, not the Build team"."""
    stems, low = note.reading.stems, note.clause_at(first).first
    while first > low and stems[first - 1] in _ARTICLES:
        first -= 1
    return stems[max(low, first - 1) : first] == ["not"] or stems[max(low, first - 2) : first] in _RATHER_THAN


def _left_open(signs: Signs) -> bool:
    """Whether the item's own field asks, or says that it is not known or not decided."""
    return any(clause.question or "not_known" in clause.flags for clause in signs.section_clauses("team"))


def _weigh_right(finding: Finding, note: Note, signs: Signs, first: int, last: int, strong: bool) -> None:
    role, given = signs.role("team", first), _given(note, first, last) or _is_theirs(note, first, last)
    if not strong and role < OWN and not (given and _as_a_name(note, first, last)):
        return
    finding.features["named"] = 1.0
    finding.features["named_cued"] = max(finding.features["named_cued"], float(role >= CUED))
    finding.right.append(note.span(first, last))


def _weigh_other(
    finding: Finding,
    case: Case,
    note: Note,
    signs: Signs,
    name: str,
    places: dict[str, list[tuple[int, int, bool]]],
) -> bool:
    """Whether another team is offered in one of these places."""
    offered = False
    own_words = _derived(case, name)
    for first, last, strong in places[name]:
        role, given = signs.role("team", first), _given(note, first, last)
        plain_word = not strong or (last == first + 1 and note.reading.stems[first] in own_words)
        named = not plain_word or _in_its_form(case, note, name, first)
        if not named or (plain_word and role < OWN and not (given and _as_a_name(note, first, last))):
            continue
        if not _offered(note, signs, first, last, given) or _has_other_tickets(case, note, first):
            continue
        offered = True
        key = "other_own" if role == OWN else "other_given" if given else "other_cued" if role >= NEAR else "other"
        finding.features[key] = 1.0
        finding.wrong.append(note.span(first, last))
    return offered


def _in_passing(case: Case, note: Note, signs: Signs, wanted: set[str], first: int, last: int) -> bool:
    """Whether only a word of the right team's name stands here, and it is given nothing: "the kiosk is dead"."""
    single = last == first + 1 and any(note.reading.stems[first] in _derived(case, name) for name in wanted)
    return single and signs.role("team", first) < OWN and not _given(note, first, last)


@once_a_case
def _derived(case: Case, name: str) -> frozenset[str]:
    """Single words of longer names that are not listed as names of their own: "Station" of Station Retail."""
    written = (name, *case.scenario.catalogue.teams.get(name, ()))
    listed = {name_key(alias) for alias in written}
    words = {word for alias in written for word in name_key(alias).split()} - listed
    return frozenset(map(stem, words))


def _in_its_form(case: Case, note: Note, name: str, place: int) -> bool:
    """Whether a single common word is written as in the team's names: "hotels" is not the "hotel" of Hotel Systems."""
    word = note.reading.words[place]
    written = (name, *case.scenario.catalogue.teams.get(name, ()))
    return note.reading.folded.text[word.start : word.end] in {w for alias in written for w in name_key(alias).split()}


def _is_counted(note: Note, first: int) -> bool:
    """Whether what may be a team's name is what all or so many are told of: "all the yards have it"."""
    stems, low = note.reading.stems, note.clause_at(first).first
    before = first - 1
    while before > low and stems[before] in _ARTICLES:
        before -= 1
    return before >= low and (stems[before] in ALL or isinstance(note.reading.words[before].mention, NumberMention))


def _is_a_plain_noun(case: Case, note: Note, name: str, first: int, last: int) -> bool:
    """Whether a single word of the team's name is written otherwise: the "yards" that have it are not Yard Systems."""
    single = last == first + 1 and note.reading.stems[first] in _derived(case, name)
    return single and not _in_its_form(case, note, name, first)


def _given(note: Note, first: int, last: int) -> bool:
    """Whether the words right before or after a name give the fault to it: "pass it to", "so", "to pull it"."""
    return _led_to(note, first) or _takes(note, last) > 0


def _is_theirs(note: Note, first: int, last: int) -> bool:
    """Whether something is said to be a team's: "sign-in is IAM's"."""
    text, words, clause = note.reading.folded.text, note.reading.words, note.clause_at(first)
    owned = text[words[last - 1].start : words[last - 1].end].endswith(("'s", "s'")) or text.startswith(
        "'", words[last - 1].end
    )
    return owned and last == clause.last and note.reading.stems[clause.first : first][-1:] == ["is"]


def _led_to(note: Note, first: int) -> bool:
    """Whether words that give the fault away end right before this position."""
    clause, stems = note.clause_at(first), note.reading.stems
    begin = note.reading.clauses_of_sentence[clause.sentence][0]
    low = note.reading.clauses[begin].first
    end = first
    while end > low and stems[end - 1] in _BEFORE_A_NAME:
        end -= 1
    ends = {last for _, last in note.reading.phrase_places("team_given", max(low, first - 7), first)}
    return bool(ends & {end, first})


def _takes(note: Note, last: int) -> int:
    """Where words that tell a team to act end, if they begin at this position; else 0."""
    stems = note.reading.stems
    start = last
    while start < len(stems) and start < last + 2 and _belongs_to_a_name(note, start):
        start += 1
    places = note.reading.phrase_places("team_takes", last, min(len(stems), last + 8))
    return max((end for first, end in places if first in (start, last)), default=0)


def _belongs_to_a_name(note: Note, place: int) -> bool:
    """Whether a word behind a team's name goes with it: "the group", or its number."""
    return note.reading.stems[place] in _TEAM_NOUNS or isinstance(note.reading.words[place].mention, PhoneMention)


def _as_a_name(note: Note, first: int, last: int) -> bool:
    """Whether a common word stands like a team's name: told to act, or the last word before a stop or a number."""
    stems, clause = note.reading.stems, note.clause_at(first)
    if last < len(stems) and (stems[last] in _TEAM_NOUNS or _takes(note, last)):
        return True
    if last < clause.last:
        if _I_SAY.match(note.reading.folded.text, note.reading.words[last].start):
            return True
        return isinstance(note.reading.words[last].mention, PhoneMention) or stems[last] in _AFTER_A_NAME
    return True


def _offered(note: Note, signs: Signs, first: int, last: int, given: bool) -> bool:
    """Whether another team is plainly given as the one to engage, and not said to be gone or not to want it."""
    clause = note.clause_at(first)
    if clause.section not in (None, "team") or signs.negated(first) or _as_heard(note, clause):
        return False
    if _one_of_several(note, first, last) or (not given and _only_tells(note, last)):
        return False
    if _is_unverified(note, signs, clause):
        return False
    if _doubted(note, signs, clause, first, last, given) or _has_had_it(note, clause, first, last, given):
        return False
    within = [clause] if given else [note.reading.clauses[i] for i in note.reading.clauses_of_sentence[clause.sentence]]
    return not any(_is_defunct(note, each) for each in within)


def _is_defunct(note: Note, clause: Clause) -> bool:
    """Whether a clause says of a team that there is none any longer."""
    return not _DEFUNCT.isdisjoint(note.reading.stems[clause.first : clause.last])


def _has_other_tickets(case: Case, note: Note, first: int) -> bool:
    """Whether a team is told only to have other tickets: "three others are with Networks", "INC1 sits with them"."""
    clause, words = note.clause_at(first), note.reading.words
    if not _LIES_WITH.search(note.reading.folded.text[clause.start : words[first].start]):
        return False
    before = words[clause.first : first]
    numbers = {word.mention.bare for word in before if isinstance(word.mention, IdentifierMention)}
    tickets = case.scenario.items["tickets"].id or "" if "tickets" in case.scenario.items else ""
    own = "".join(c for c in tickets if c.isdigit()).lstrip("0")
    return (bool(numbers) and own not in numbers) or any(word.stem in _OTHER_TICKETS for word in before)


def _one_of_several(note: Note, first: int, last: int) -> bool:
    """Whether a team is one of those among which nobody chose: "Storage or Build Tools", "either of A or B"."""
    stems = note.reading.stems
    clause = note.clause_at(first)
    inside = note.reading.clauses_of_sentence[clause.sentence]
    low, high = note.reading.clauses[inside[0]].first, note.reading.clauses[inside[-1]].last
    return "or" in stems[max(low, first - 2) : first] or "or" in stems[last : min(high, last + 2)]


def _as_heard(note: Note, clause: Clause) -> bool:
    """Whether under the item's heading a team is what somebody says, behind "not sure": nobody was given it."""
    inside = [note.reading.clauses[index] for index in note.reading.clauses_of_sentence[clause.sentence]]
    unsure = any("not_known" in other.flags for other in inside if other.index < clause.index)
    return clause.section == "team" and unsure and "reported" in clause.flags


def _only_tells(note: Note, last: int) -> bool:
    """Whether a team is only somebody who said or did something: "Station Systems say the gates are fine"."""
    return _have_rung(note, last) or any(
        stem in _DOING for stem in note.reading.stems[last : min(note.clause_at(last - 1).last, last + 2)]
    )


def _have_rung(note: Note, last: int) -> bool:
    """Whether a team is told to have rung somebody ("Laptop Care rang six people"), not to be rung: "called 09:10"."""
    words, clause = note.reading.words, note.clause_at(last - 1)
    if last + 1 >= clause.last or note.reading.folded.text[words[last].start : words[last].end] not in _RANG:
        return False
    return not isinstance(words[last + 1].mention, TimeMention) and words[last + 1].stem not in _WHEN


def _is_unverified(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether a team is what somebody says, and the writer adds no more than that it is not verified."""
    after = next(iter(note.reading.clauses[clause.index + 1 : clause.index + 2]), None)
    if after is None or after.line != clause.line or not (signs.believed(clause) or "reported" in clause.flags):
        return False
    said = {at for span in note.reading.phrase_places("unverified", after.first, after.last) for at in range(*span)}
    rest = (note.reading.stems[at] for at in range(after.first, after.last) if at not in said)
    return bool(said) and _BESIDE_UNVERIFIED.issuperset(rest)


def _unverified(note: Note, signs: Signs, places: dict[str, list[tuple[int, int, bool]]]) -> Iterator[Span]:
    """The clauses that name a team as somebody says it, which the writer has not verified, with those that say so."""
    for first, _, strong in (place for them in places.values() for place in them):
        clause = note.clause_at(first)
        if strong and clause.section in (None, "team") and _is_unverified(note, signs, clause):
            yield clause.start, clause.end
            after = note.reading.clauses[clause.index + 1]
            yield after.start, after.end


def _has_had_it(note: Note, clause: Clause, first: int, last: int, given: bool) -> bool:
    """Whether the words beside a team say that it does not take the fault, or has had it and is done."""
    acts = _takes(note, last)  # "checked" alone is told of it, "may please check" is asked
    low = (acts if acts > last + 1 else last) if given else max(clause.first, first - _DENIED_REACH)
    return bool(note.reading.phrase_places("team_denied", low, min(clause.last, last + _DENIED_REACH)))


def _doubted(note: Note, signs: Signs, clause: Clause, first: int, last: int, given: bool) -> bool:
    """Whether a team is named with a doubt; what is asked of it or suggested for it is none, nor what leads to it:
    "reckons it's the screens so it needs the gate team"."""
    if not given:
        return signs.hedged(clause)
    if _takes(note, last):
        return False
    if clause.question and not note.reading.has("request", clause):
        return True
    stems = note.reading.stems
    concluded = next((at for at in range(first - 1, clause.first, -1) if stems[at] == "so"), clause.first)
    hedges = note.reading.phrase_places("hedges", concluded, clause.last)
    suggested = {
        place for at, end in note.reading.phrase_places("team_given", clause.first, first) for place in range(at, end)
    }
    return "doubts" in clause.flags or any(at not in suggested for at, _ in hedges)


def _weigh_passed_round(finding: Finding, note: Note, places: dict[str, list[tuple[int, int, bool]]]) -> None:
    """That two teams or more are named and none engaged, where nobody owns it: it goes from one to the other."""
    named = {
        name: [note.span(first, last) for first, last, strong in them if strong and _is_of_owning(note, first)]
        for name, them in places.items()
    }
    told = [spans for spans in named.values() if spans]
    if len(told) >= _PASSED_ROUND:
        finding.plainly_unknown.extend(span for spans in told for span in spans)


def _is_of_owning(note: Note, first: int) -> bool:
    """Whether a name may tell of who owns the fault: not under a heading of something else."""
    return note.clause_at(first).section in (None, "team")


def _weigh_uncatalogued(finding: Finding, case: Case, note: Note, signs: Signs, wanted: set[str]) -> set[str]:
    """A team of the trade that the scenario does not have, plainly given the fault."""
    right = {word for name in wanted for alias in _aliases(case.teams.get(name)) for word in alias}
    given = set()
    for first, last in note.reading.phrase_places("trade_team"):
        stems = set(note.reading.stems[first:last])
        if stems & right or not _given(note, first, last) or not _as_a_name(note, first, last):
            continue
        if _offered(note, signs, first, last, True):
            finding.features["other_given"] = 1.0
            finding.wrong.append(note.span(first, last))
            given.add(" ".join(note.reading.stems[first:last]))
    return given


def _weigh_heard(
    finding: Finding,
    note: Note,
    signs: Signs,
    wanted: set[str],
    places: dict[str, list[tuple[int, int, bool]]],
    heard: Mapping[int, Heard],
) -> set[str]:
    """Another team named in a sentence that goes against the truth by its sense: "Messaging have taken it on"."""
    given = set()
    for name in places.keys() - wanted:
        for first, last, strong in places[name]:
            clause = note.clause_at(first)
            sure = heard.get(clause.sentence, UNHEARD).against >= _HEARD_AGAINST
            reserved = "not_known" in signs.sentence_flags(clause) or signs.hedged(clause) or signs.negated(first)
            if strong and sure and not (reserved or _only_tells(note, last) or _is_defunct(note, clause)):
                finding.features["other_given"] = 1.0
                finding.wrong.append(note.span(first, last))
                given.add(name)
    return given


def _aliases(name: Name | None) -> tuple[tuple[str, ...], ...]:
    return name.aliases if name else ()


def _weigh_nobody(finding: Finding, note: Note) -> None:
    """That no team is known to own it, where none is named."""
    for first, _ in note.reading.phrase_places("team_none"):
        clause = note.clause_at(first)
        if clause.section in (None, "team"):
            finding.plainly_unknown.append((clause.start, clause.end))
    for clause in note.reading.clauses:
        opens = note.reading.stems[clause.first]
        if clause.section == "team" and opens in ("none", "no", "nobodi", "nobody", "?"):
            finding.plainly_unknown.append((clause.start, clause.end))
