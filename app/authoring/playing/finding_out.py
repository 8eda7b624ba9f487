"""Whether an agent can find out what a pass needs, and whether the checklist's questions are understood here."""

from collections.abc import Iterator

from app.authoring.advice.draft import Draft
from app.authoring.advice.telling import shown_in
from app.authoring.playing.events import reachable
from app.authoring.playing.putting import put
from app.content.checklist import ChecklistItem
from app.content.problems import Problem
from app.content.scenario import Person, Scenario
from app.handover.scoring import is_critical
from app.simulation.asking import ask
from app.simulation.model import likelihoods, shipped_model
from app.simulation.people import Heard
from app.simulation.reading import heard

# How likely one item is meant for an author to be warned of it: more than a person on a call needs to answer.
_SURELY = 0.78


def out_of_reach(draft: Draft) -> Iterator[Problem]:
    """Critical facts that nobody tells however they are asked, and that nothing shows; each refuses the scenario."""
    reached = reachable(draft)
    people = [person for person in draft.scenario.people if person.id in reached]
    shown = _shown(draft)
    for item, truth in draft.scenario.items.items():
        if truth.unknown or truth.none or not is_critical(item, draft.checklist, draft.scenario):
            continue
        if shown_in(truth, shown) or any(_tells(draft, person, draft.checklist[item]) for person in people):
            continue
        what = f"'{item}' is needed for a pass, and nobody tells it when asked “{draft.checklist[item].ask}”."
        yield draft.warning(("items", item), what, "Let somebody know it, or let a tool or a signal show it.")


def _shown(draft: Draft) -> tuple[str, ...]:
    """Every text an agent sees without asking anybody."""
    scenario = draft.scenario
    openings = (person.opening for person in scenario.people)
    lines = (line for tool in scenario.tools for line in tool.lines)
    return (scenario.brief, *openings, *(signal.text for signal in scenario.signals), *lines)


def _tells(draft: Draft, person: Person, item: ChecklistItem) -> bool:
    """Whether this person tells the item in some way of asking, once they are ready to, at some time."""
    if item.id not in person.knows:
        return False
    for form in (item.ask, *draft.scenario.phrasings.get(item.id, ()), *item.ask_also):
        for moment in _moments(person, item.id):
            ready = put(draft, person, form, moment, ready_for=item.id)
            if item.id in ready.told:
                return True
    return False


def _moments(person: Person, item: str) -> list[float]:
    """The seconds at which somebody may speak of an item in another way."""
    begins = person.busy_until if person.rung else person.arrives
    return [begins, *(words.at for words in person.knows[item].later)]


def not_understood(draft: Draft) -> Iterator[Problem]:
    """The checklist's ways of asking that nobody here takes for their item, and the author's own that are another's."""
    missed = [
        (item, form)
        for item in draft.checklist.items
        if item.id in draft.scenario.items
        for form in (item.ask, *item.ask_also)
        if not _understood(draft, item, form)
    ]
    if missed:
        listed = "; ".join(f"“{form}” ({item.id})" for item, form in missed)
        what = f"nobody in this call takes these questions for what they ask: {listed}."
        yield draft.warning(("phrasings",), what, "Put them under 'phrasings', as they are.")
    yield from _close_to_another(draft)


def _close_to_another(draft: Draft) -> Iterator[Problem]:
    """An author's own ways of asking that would be surely read as another item, were they not the author's."""
    plain = draft.scenario.model_copy(update={"phrasings": {}})
    person = plain.people[0]
    for item_id, forms in draft.scenario.phrasings.items():
        for number, form in enumerate(forms):
            topics = ask(draft.checklist, plain, person, form, Heard(before=person.opening)).topics
            if topics and item_id not in topics and _surely_read(plain, form, person.opening):
                what = f"“{form}”, your way of asking for '{item_id}', is how others ask for '{topics[0]}'."
                yield draft.warning(("phrasings", item_id, number), what, "Leave it out, or ask in other words.")


def _surely_read(scenario: Scenario, form: str, before: str) -> bool:
    """Whether one item is surely meant by these words."""
    model = shipped_model()
    return bool(likelihoods(model, heard(model, scenario, form, before)).max() >= _SURELY)


def _understood(draft: Draft, item: ChecklistItem, form: str) -> bool:
    """Whether somebody answers on the item or asks back about it; who knows it is asked first."""
    people = sorted(draft.scenario.people, key=lambda person: item.id not in person.knows)
    for person in people:
        reply = put(draft, person, form)
        if item.id in (*reply.topics, *reply.asks_back):
            return True
    return False
