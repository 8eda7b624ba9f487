"""Each piece of advice can be had, at its line; a scenario without these faults gets none."""

import re
from pathlib import Path

import pytest

from app.authoring.advice import alike, earning, names, probing, telling, wanting, ways
from app.authoring.advice.advising import SLIGHT, TELLING, Rule, advice_on
from app.authoring.advice.draft import Draft
from app.authoring.advice.phrasings import phrasings_alike
from app.authoring.findings import MOST_OF_A_RULE
from app.content.checklist import Checklist
from app.content.library import load_for_marking, parse_checklist
from app.content.reading import read_document
from tests.authoring.drafts import SCENARIO, draft, line_of, only

CONTENT = Path(__file__).parents[2] / "content"
BY_THE_MARKER: tuple[Rule, ...] = (
    earning.unearned_words,
    earning.words_without_an_item,
    probing.false_values_captured,
    probing.false_values_not_wrong,
)


@pytest.mark.parametrize("rule", [r for r in (*TELLING, *SLIGHT) if r not in BY_THE_MARKER])
def test_a_sound_scenario_gets_no_advice(rule: Rule) -> None:
    assert list(rule(draft())) == []


def test_two_times_within_ten_minutes() -> None:
    late = '  deadline: {truth: "By 09:20 the vans leave", time: "09:20"}\n  change:'

    warning = only(alike.times_alike(draft(("  change: {", late + " {"))))

    assert "'started' is 09:12 and 'deadline' is 09:20" in warning.what
    assert list(alike.times_alike(draft(("  change: {", late.replace("09:20", "09:25") + " {")))) == []


def test_the_same_time_of_another_day_is_alike_too() -> None:
    late = '  deadline: {truth: "Tomorrow 09:12", time: "2026-03-04T09:12"}\n  change: {'

    assert "'started' is 09:12 and 'deadline' is 09:12" in only(alike.times_alike(draft(("  change: {", late)))).what


def test_two_counts_within_a_tenth() -> None:
    sites = "  sites: {truth: 38 centres, names: [Alderbrook], count: 38}\n  change: {"

    warning = only(alike.counts_alike(draft(("  change: {", sites))))

    assert "'users' is 36 and 'sites' is 38" in warning.what
    assert list(alike.counts_alike(draft(("  change: {", sites.replace("38", "41"))))) == []


def test_references_a_digit_apart() -> None:
    warning = only(alike.references_alike(draft(("CHG0051234", "CHG0071956"))))

    assert "CHG0071956 of 'change' and INC0071955 of 'tickets'" in warning.what


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("started", "I looked at the clock, it was 09:12."),
        ("users", "I would say 36."),
        ("service", "It is the LabelMate thing."),
        ("change", "They did CHG 51234, did they not?"),
        ("workaround", "We do the addresses by hand, I suppose."),
    ],
)
def test_a_belief_that_is_true(about: str, says: str) -> None:
    changed = f'{{about: {about}, says: "{says}"}}'

    warning = only(alike.true_beliefs(draft(("{about: started, says: It must have been half past eight.}", changed))))

    assert f"Hanna Brightwell is said to be wrong about '{about}'" in warning.what
    assert warning.line == line_of(SCENARIO, "- {about: started")


def test_an_alias_for_a_service_and_a_team() -> None:
    warning = only(names.aliases_shared(draft(("[sorting apps]", "[sorting apps, Label Software]"))))

    assert "'Label Software' is a service (LabelMate) and a team (Sorting Applications)." in warning.what
    assert warning.line == line_of(SCENARIO, "Sorting Applications: [")


def test_names_a_slip_apart() -> None:
    sites = names.names_a_slip_apart(draft(("Whitcombe: [whitcombe centre]", "Alderbroak: [the annexe]")))
    second = "- {id: h2, name: Hanna Brightwall, role: lead, opening: Hello.}\ntools:"
    people = names.names_a_slip_apart(draft(("tools:", second)))

    assert "'Alderbrook' and 'Alderbroak' are one typing slip apart" in only(sites).what
    assert "'Hanna Brightwell' and 'Hanna Brightwall'" in only(people).what


def test_a_plain_alias_in_which_another_truth_is_told() -> None:
    plain = ("[label software, parcel labels]", "[printers]")
    told = ("truth: Stickers come out white", "truth: Printers give out white stickers")

    warning = only(names.aliases_in_other_truths(draft(plain, told)))

    assert "'printers' may stand for LabelMate, and 'symptom' is told in that word" in warning.what
    assert list(names.aliases_in_other_truths(draft(plain))) == []
    assert "'printers', for LabelMate, is a plain word" in only(names.plain_aliases_at_all(draft(plain))).what


def test_points_with_fewer_than_three_ways_are_told_in_one_line() -> None:
    few = draft(
        ("[stickers come out white, blank stickers, empty labels printed]", "[stickers come out white]"),
        ("[[addresses by hand, handwritten addresses, pen and marker]]", "[[addresses by hand]]"),
    )

    assert "symptom 1; workaround 1" in only(ways.too_few_ways(few)).what


def test_a_code_needs_no_second_way() -> None:
    error = "  error: {truth: LD-340, points: [[LD-340]]}\n  change: {"

    assert list(ways.too_few_ways(draft(("  change: {", error)))) == []


def test_a_way_of_one_everyday_word_that_another_item_uses() -> None:
    one = ("pen and marker]]", "by phone]]")
    told = ("truth: Stickers come out white", "truth: Stickers ordered by phone come out white")

    warning = only(ways.common_words_alone(draft(one, told)))

    assert "'by phone', as a way of saying 'workaround'" in warning.what
    assert "'symptom' is told with it too" in warning.what


def test_ways_that_differ_by_small_words_only() -> None:
    warning = only(ways.ways_that_differ_by_small_words(draft(("blank stickers", "the stickers came out in white"))))

    assert "'stickers come out white' and 'the stickers came out in white' are the same to the marker" in warning.what


def test_a_way_of_two_items() -> None:
    warning = only(ways.ways_that_collide(draft(("pen and marker", "the blank stickers"))))

    assert "is a way of saying" in warning.what
    assert "'symptom'" in warning.what
    assert "'workaround'" in warning.what


def test_a_way_of_one_point_that_says_another_point_too() -> None:
    warning = only(ways.ways_that_collide(draft(("parcels put on the floor", "blank stickers and full floors"))))

    assert "whoever says 'blank stickers and full floors' (point 2 of 'symptom') says 'blank stickers' (point 1)" in (
        warning.what
    )


def test_a_way_in_another_item_s_truth() -> None:
    warning = only(ways.ways_in_other_truths(draft(("truth: Addresses by hand", "truth: Pens on blank stickers"))))

    assert "'blank stickers', a way of saying 'symptom', stands in the truth of 'workaround'" in warning.what


@pytest.mark.parametrize(
    ("item", "was", "now"),
    [
        ("workaround", "    workaround: We write the addresses by hand.\n", ""),
        ("team", '  - "LabelMate: owner Sorting Applications"', '  - "LabelMate: bought in"'),
        ("tickets", '"INC0071955 Alderbrook', '"INC0071950 Alderbrook'),
        ("users", "    users: Thirty-six of our fifty-two belts.\n", ""),
        ("started", "    started: Twelve minutes past nine.\n", ""),
    ],
)
def test_a_truth_that_nobody_tells(item: str, was: str, now: str) -> None:
    warning = only(telling.nowhere_told(draft((was, now))))

    assert f"nobody tells '{item}'" in warning.what


def test_examples_that_are_wanting() -> None:
    spoiled = draft(("kind: thin", "kind: other"), ("maybe since 20 minutes ago", "since nine"), ("not 40, ", ""))

    assert "there is no thin example." in only(wanting.kinds_wanting(spoiled)).what
    what = only(wanting.writing_wanting(spoiled)).what
    assert 'a guess ("might be"), a relative time ("20 minutes ago") and a correction' in what


def test_an_item_the_model_example_does_not_earn_with_the_words_meant_for_it() -> None:
    spoiled = draft(
        ("    contact: Me", "    team: The developers upstairs look after it.\n    contact: Me"),
        ("Team: Sorting Applications.", "The developers upstairs have it."),
    )

    warning = only([w for w in earning.unearned_words(spoiled) if "'team'" in w.what])

    assert "the model example does not earn 'team' in full (missing): Sorting Applications." in warning.what
    assert "Perhaps meant for it, and earned nothing: 'The developers upstairs have it'." in warning.what
    assert warning.line == line_of(SCENARIO, "- kind: model") + 1


def test_words_of_the_model_example_that_belong_to_nothing() -> None:
    spoiled = draft(("    Contact Hanna", "    The canteen serves excellent soup.\n    Contact Hanna"))

    whats = [warning.what for warning in earning.words_without_an_item(spoiled)]

    assert any("'The canteen serves excellent soup'" in what for what in whats)


def test_every_value_of_the_model_example_is_altered_once() -> None:
    altered = {probe.item: (probe.was, probe.put) for probe in probing.probes(draft())}

    assert altered == {
        "started": ("09:12", "09:59"),
        "users": ("36 of 52", "24"),
        "change": ("CHG0051234", "CHG0051334"),
        "tickets": ("INC0071955", "INC0071055"),
        "contact": ("01632 960 417", "01632 960 517"),
        "team": ("Sorting Applications", "Field Engineering"),
    }


def test_an_altered_value_that_still_earns_the_item_is_told_with_the_words_that_earn_it() -> None:
    twice = draft(("36 of 52 belts.", "36 of 52 belts, so 36 in all, two belts in three (69 %)."))

    for warning in probing.false_values_captured(twice):
        assert warning.what.startswith("with '24' for '36' the model example still earns 'users' in full, by '")


def test_a_scenario_without_a_model_example_is_not_probed() -> None:
    assert list(probing.probes(draft(("kind: model", "kind: other")))) == []


def test_phrasings_of_two_items_in_the_same_words() -> None:
    text = (CONTENT / "checklist.yml").read_text(encoding="utf-8")
    checklist, _ = parse_checklist(text)
    assert checklist is not None
    asked = checklist.items[0].ask_also[0]
    twin = checklist.items[1].model_copy(update={"ask_also": (f"So, {asked}",)})
    items = (checklist.items[0], twin)

    warning = only(phrasings_alike(Checklist(items=items), read_document(text, "checklist.yml")))

    assert f"asks for '{twin.id}' in the words in which '{asked}'" in warning.what


def test_of_a_rule_that_fires_often_only_the_first_are_shown_unless_all_are_asked_for() -> None:
    names_of_teams = ", ".join(f"Label{n} software" for n in "abcde")
    often = draft(("[label software, parcel labels]", f"[{names_of_teams}]"), ("[sorting apps]", f"[{names_of_teams}]"))

    few = [warning.what for warning in advice_on(often) if "is a service" in warning.what]
    every = [warning.what for warning in advice_on(often, everything=True) if "is a service" in warning.what]

    assert len(every) == 5
    assert len(few) == MOST_OF_A_RULE + 1
    assert few[-1].startswith("2 more like the one before it")


@pytest.mark.parametrize("name", [file.stem for file in sorted((CONTENT / "scenarios").glob("*.yml"))])
def test_the_supplied_scenarios_get_little_advice_and_none_of_the_gravest(name: str) -> None:
    checklist, scenario, _ = load_for_marking(CONTENT, name)
    text = (CONTENT / "scenarios" / f"{name}.yml").read_text(encoding="utf-8")
    supplied = Draft(checklist, scenario, read_document(text, f"scenarios/{name}.yml"))

    for rule in (alike.times_alike, alike.counts_alike, alike.references_alike, alike.true_beliefs,
                 names.names_a_slip_apart, ways.ways_that_collide, ways.too_few_ways, ways.common_words_alone,
                 telling.nowhere_told, wanting.kinds_wanting):  # fmt: skip
        assert [str(warning) for warning in rule(supplied)] == []
    assert len(list(advice_on(supplied))) <= 8


def test_the_authoring_guide_explains_warnings_in_the_words_in_which_they_are_given() -> None:
    guide = (CONTENT.parent / "docs" / "authoring.md").read_text(encoding="utf-8")
    section = guide[guide.index("### What the warnings mean") : guide.index("## The path")]
    sources = (file.read_text(encoding="utf-8") for file in (CONTENT.parent / "app" / "authoring").rglob("*.py"))
    given = re.sub(r'"\s*\n\s*f?"', "", "\n".join(sources))

    entries = [e for e in re.findall(r"^\| `(.*?)` \|", section, re.MULTILINE) if not e.startswith("example 2")]

    def is_given(entry: str) -> bool:
        words = re.sub(r"'[^']*'", "", entry).split()
        return any(" ".join(words[at : at + 2]) in given for at in range(len(words) - 1))

    assert len(entries) > 15
    assert [entry for entry in entries if not is_given(entry)] == []
