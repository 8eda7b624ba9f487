"""What can never happen in a scenario refuses it; what does nothing, or gives too much away, is advised of."""

import pytest

from app.authoring.advice import telling, wanting
from app.authoring.playing import events, finding_out, leaking, references
from tests.authoring.drafts import SCENARIO, draft, line_of, only

SIGNAL = '- {at: 90, kind: chat, source: Whitcombe, text: "Ours are fine."}'
WAITING = "- {{after: {event}, kind: chat, source: Whitcombe, text: Ours are fine.}}"


@pytest.mark.parametrize(
    "event",
    ["asked:impact", "looked_up:changes", "spoke_to:piet", "rang:piet", "acknowledged:hanna", "linked:INC0071955"],
)
def test_what_the_agent_can_do_can_be_waited_for(event: str) -> None:
    assert list(events.impossible(draft((SIGNAL, WAITING.format(event=event))))) == []


@pytest.mark.parametrize(
    ("event", "because"),
    [
        ("asked:weather", "names no item of the checklist"),
        ("looked_up:monitoring", "names no tool of this scenario"),
        ("linked:INC0071999", "names no ticket"),
        ("spoke_to:nora", "names nobody of this scenario"),
        ("rang:hanna", "Hanna Brightwell cannot be rung"),
    ],
)
def test_a_signal_that_waits_for_what_never_happens(event: str, because: str) -> None:
    problem = only(events.impossible(draft((SIGNAL, WAITING.format(event=event)))))

    assert "the signal from Whitcombe waits for what never happens" in problem.what
    assert because in problem.what
    assert problem.line == line_of(SCENARIO, SIGNAL)


def test_two_people_who_wait_for_each_other_never_ring() -> None:
    found = list(
        events.impossible(
            draft(
                ("  role: shift lead\n", "  role: shift lead\n  after: spoke_to:piet\n"),
                ("  rung: true\n  busy_until: 60\n", "  after: acknowledged:hanna\n"),
            )
        )
    )

    assert [problem.what for problem in found] == [
        "Hanna Brightwell never rings: nobody can come to speak to Piet Alder.",
        "Piet Alder never rings: nobody can come to speak to Hanna Brightwell.",
    ]


def test_somebody_who_goes_before_they_can_be_reached() -> None:
    problem = only(events.impossible(draft(("  busy_until: 60\n", "  busy_until: 60\n  leaves: 50\n"))))

    assert problem.what == "Piet Alder goes at 50 seconds and is not on a line before 60."


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("{at: 90, kind: said, person: nora, text: Wait.}", "'nora', who says this, is nobody of this scenario."),
        ("{at: 90, kind: said, person: hanna, text: Wait.}", "is gone at 80."),
    ],
)
def test_something_said_by_nobody_who_is_there(said: str, because: str) -> None:
    leaving = ("  role: shift lead\n", "  role: shift lead\n  leaves: 80\n")

    assert because in only(events.impossible(draft((SIGNAL, f"- {said}"), leaving))).what


def test_names_that_lead_to_nothing() -> None:
    about = "  about:\n  - {name: Overmoor, says: Fine there., tells: weather}"
    phrasings = "phrasings:\n  colour: [what colour is it]\ntools:"

    found = list(references.dangling(draft(("tools:\n", f"{about}\n{phrasings}\n"))))

    assert [problem.what for problem in found] == [
        "Piet Alder speaks about 'Overmoor', which is not in the scenario's catalogue.",
        "the checklist has no item 'weather'.",
        "the checklist has no item 'colour'.",
    ]


def test_a_later_truth_is_held_against_the_catalogue_as_the_first_is() -> None:
    later = "team: {truth: Sorting Applications, name: Sorting Applications, "
    changed = later + "later: [{at: 200, truth: Night crew, name: Night crew}]}"

    problem = only(references.dangling(draft((later.rstrip(", ") + "}", changed))))

    assert problem.what == "'Night crew' is not in the scenario's catalogue."


@pytest.mark.parametrize(
    ("old", "new", "idle"),
    [
        ("  rung: true\n", "", "'busy_until' of Piet Alder does nothing"),
        ("  rung: true\n", "  rung: true\n  arrives: 20\n", "'arrives' and 'after' do nothing"),
        ("{at: 90,", "{at: 90, by: 200,", "'by' does nothing without 'after'"),
    ],
)
def test_keys_that_do_nothing_as_they_stand(old: str, new: str, idle: str) -> None:
    assert idle in only(references.idle(draft((old, new)))).what


def test_a_truth_that_changes_where_nobody_can_see_it() -> None:
    users = "users: {truth: 36 of the 52 belts, count: 36, of: 52, unit: belts"
    changed = (users, f"{users}, later: [{{at: 200, truth: 44 belts, count: 44}}]")
    told = ("Thirty-six of our fifty-two belts.", "{says: Thirty-six., later: [{at: 200, says: It is 44 now.}]}")

    assert "from 200 seconds on 'users' is another" in only(telling.never_heard_later(draft(changed))).what
    assert list(telling.never_heard_later(draft(changed, told))) == []


def test_first_words_that_leave_nothing_to_ask() -> None:
    opening = "Hello, LabelMate prints nothing but white stickers."
    all_of_it = f"{opening[:-1]} since 09:12 on 36 belts, ring me on 01632 960 417."

    warning = only(telling.openings_that_tell_all(draft((opening, all_of_it))))

    assert "gives away started, users, contact" in warning.what
    assert list(telling.openings_that_tell_all(draft((opening, f"{opening[:-1]} since 09:12.")))) == []


def test_a_call_with_one_person_and_nobody_mistaken() -> None:
    believes = "  believes:\n  - {about: started, says: It must have been half past eight.}\n"

    warning = only(wanting.parts_wanting(draft((believes, ""), (f"signals:\n{SIGNAL}\n", ""))))

    assert warning.what == "this scenario has not a signal nor somebody who believes something that is not so."


def test_an_own_phrasing_that_is_how_others_ask_for_another_item() -> None:
    own = draft(("tools:\n", "phrasings:\n  team: [what time did it begin]\n  error: [are the PEDs dead]\ntools:\n"))

    warning = only(finding_out.not_understood(own))

    assert warning.what == "“what time did it begin”, your way of asking for 'team', is how others ask for 'started'."


def test_a_question_of_the_checklist_that_an_own_phrasing_takes_away() -> None:
    own = draft(("tools:\n", "phrasings:\n  team: [when did it start]\ntools:\n"))

    lost, close = finding_out.not_understood(own)

    assert "“When did it start?” (started)" in lost.what
    assert "is how others ask for 'started'" in close.what


@pytest.mark.parametrize(
    ("knows", "refused"),
    [
        ("started: Twelve minutes past nine.", False),
        ("started: {says: Twelve minutes past nine., needs: acknowledgement}", False),
        ("started: {says: Twelve minutes past nine., at_first: This morning.}", False),
        ("started: {says: Twelve past., needs: asking_twice, later: [{at: 90, says: Twelve past it was.}]}", False),
        ("tried: Twelve of us looked.", True),
    ],
)
def test_a_critical_fact_must_be_had_from_somebody(knows: str, refused: bool) -> None:
    found = list(finding_out.out_of_reach(draft(("started: Twelve minutes past nine.", knows))))

    assert [problem.what for problem in found] == (
        ["'started' is needed for a pass, and nobody tells it when asked “When did it start?”."] if refused else []
    )


def test_a_critical_fact_that_stands_in_a_tool_need_not_be_told() -> None:
    tool = ('- "LabelMate: owner', '- "LabelMate: failing since 09:12"\n  - "LabelMate: owner')

    assert list(finding_out.out_of_reach(draft(("started: Twelve minutes past nine.", "tried: We did."), tool))) == []


def test_a_critical_fact_of_somebody_who_never_rings_is_out_of_reach() -> None:
    never = ("  role: shift lead\n", "  role: shift lead\n  after: spoke_to:hanna\n")

    whats = [problem.what for problem in finding_out.out_of_reach(draft(never))]

    assert any("'impact'" in what or "'users'" in what for what in whats)


def test_nobody_tells_a_fact_to_courtesy_comfort_or_idle_talk() -> None:
    assert list(leaking.given_away(draft())) == []


def test_an_own_phrasing_that_makes_somebody_tell_unasked_refuses_the_scenario() -> None:
    own = draft(("tools:\n", "phrasings:\n  workaround: [thank you that helps a lot]\ntools:\n"))

    problem = only(leaking.given_away(own))

    assert "Hanna Brightwell tells workaround to “Thank you, that helps a lot.”" in problem.what
