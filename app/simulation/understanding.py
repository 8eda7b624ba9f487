"""What a message is: what it asks for and in what way, and what it says beside that."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.content.checklist import Checklist
from app.content.scenario import Detail, Person, Scenario
from app.simulation.inviting import asks_for_more, invites, offers_help
from app.simulation.leading import leads
from app.simulation.model import OTHER, REPEAT, SOCIAL, shipped_model
from app.simulation.mood import acknowledges, asks_what_was_meant, only_acknowledges, only_courteous
from app.simulation.naming import named
from app.simulation.offered import read_among_offered
from app.simulation.orders import forbids, forgets_the_part, wants_another
from app.simulation.people import Heard, Talk
from app.simulation.phrasings import Phrasing, topics_by_phrasing, topics_on_checklist
from app.simulation.reading import Understood, read
from app.simulation.words import clauses, folded, tokens

_TOLD_WHEN_INVITED = "symptom"
_TOLD_WHEN_ANOTHER_IS_WANTED = "contact"
_TALK: dict[str | None, Talk] = {SOCIAL: "social", OTHER: "other", REPEAT: "repeat"}
_ABOUT_PLACES = frozenset({"sites", "not_affected", "users"})
_BARE = frozenset(
    """
    and what about how the is are was were has have a also too as well at in of with then so ok fine down up working
    affected alright all right they it same your people ? or over for there got that this on to do does did you been
    gone hit still out any there's broken dead else again good bad
    """.split()  # noqa: SIM905 a list of sixty words reads worse
)


@dataclass(frozen=True, slots=True)
class Message:
    """What was understood of a message. `details`: what it asks about by a name this person has words for."""

    topics: tuple[str, ...] = ()
    asks_back: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    talk: Talk | None = None
    acknowledged: bool = False
    leading: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.topics or self.asks_back or self.details)


def understand(
    checklist: Checklist, scenario: Scenario, person: Person, text: str, heard: Heard, phrasings: Sequence[Phrasing]
) -> Message:
    """What this message is to this person, who has heard that much so far."""
    said = folded(text)
    acknowledged, leading = acknowledges(said), leads(said)
    if asks_what_was_meant(said):
        return Message(talk="clarify")
    if only_courteous(said):
        return Message(talk="social")
    if forgets_the_part(said):
        return Message(talk="other")
    if forbids(said) and not acknowledged:
        return Message(talk="ordered")
    another = wants_another(scenario, person, said)
    if another is not None:
        return _put_through(checklist, person, another, acknowledged)
    added = topics_by_phrasing(scenario, phrasings, said)
    if added is None:
        added = topics_on_checklist(checklist, scenario, said)
    offered = None
    if added is None and not only_acknowledges(said):
        offered = read_among_offered(checklist, scenario, text, heard.before)
    if offered is not None:
        return Message(_known(checklist, offered.topics), acknowledged=acknowledged)
    if offers_help(said, person):
        return Message(talk="repeat")
    if asks_for_more(said, person):
        return Message(talk="more", acknowledged=acknowledged)
    if added is not None:
        topics = _known(checklist, added)
        return Message(topics, talk=None if topics else "other", acknowledged=acknowledged, leading=leading)
    found = _Pieces(scenario, person, phrasings)
    understood = found.read(text, said, heard)
    topics = _known(checklist, (*found.topics, *understood.topics))
    asks_back = tuple(item for item in _known(checklist, understood.asks_back) if item not in topics)
    message = Message(topics, asks_back, tuple(found.details), None, acknowledged, leading and not acknowledged)
    if message.asks:
        return message
    talk: Talk = "reassurance" if acknowledged else _TALK.get(understood.talk, "other")
    return Message(talk=talk, acknowledged=acknowledged, leading=message.leading)


def _put_through(checklist: Checklist, person: Person, another: Person, acknowledged: bool) -> Message:
    """A wish to speak to somebody else: whom to call back, where this person names them for that."""
    known = person.knows.get(_TOLD_WHEN_ANOTHER_IS_WANTED)
    names = set(tokens(folded(another.name)))
    if known is not None and names & set(tokens(folded(known.says))):
        return Message(_known(checklist, (_TOLD_WHEN_ANOTHER_IS_WANTED,)), acknowledged=acknowledged)
    return Message(talk="put_through", acknowledged=acknowledged)


class _Pieces:
    """A message in pieces: those that ask by a name or in an added way of asking, and the rest for the reader."""

    def __init__(self, scenario: Scenario, person: Person, phrasings: Sequence[Phrasing]) -> None:
        self.scenario = scenario
        self.person = person
        self.phrasings = phrasings
        self.topics: list[str] = []
        self.details: list[Detail] = []

    def read(self, text: str, said: str, heard: Heard) -> Understood:
        """What the learned reader makes of the pieces that nothing else accounts for."""
        pieces = clauses(said)
        rest = [piece for piece in pieces if not self._accounted(piece, alone=len(pieces) == 1)]
        if len(rest) == len(pieces):
            return self._after(text, heard)
        return self._by_reader(". ".join(rest), "") if rest else Understood(())

    def _after(self, text: str, heard: Heard) -> Understood:
        """What the message asks for after what was said; by itself, where only that makes it ask for the same again.

        Who was just told a fact or a belief asks for something else as a rule; who was put off asks for the same.
        """
        understood = self._by_reader(text, heard.before)
        answered = {topic for topic in heard.topics if topic in heard.told_at or topic not in self.person.knows}
        again = answered & set(understood.topics)
        if not again:
            return understood
        alone = self._by_reader(text, "")
        of_its_own = alone.topics or alone.asks_back
        return alone if of_its_own and not again & set(alone.topics) else understood

    def _by_reader(self, text: str, before: str) -> Understood:
        return read(shipped_model(), self.scenario, text, before)

    def _accounted(self, piece: str, alone: bool) -> bool:
        """Whether this piece asks by a name, only acknowledges, or is an added way of asking."""
        details = details_asked(self.scenario, self.person, piece, lambda: self._by_reader(piece, ""))
        if details:
            self.details += [detail for detail in details if detail not in self.details]
            return True
        if only_acknowledges(piece) or (not alone and forbids(piece)):
            return True
        if invites(piece, self.person):
            self.topics.append(_TOLD_WHEN_INVITED)
            return True
        added = None if alone else topics_by_phrasing(self.scenario, self.phrasings, piece)
        self.topics += added or ()
        return added is not None


def details_asked(
    scenario: Scenario, person: Person, piece: str, reader: Callable[[], Understood]
) -> tuple[Detail, ...]:
    """What this person has to say of the names in a piece, if the piece is about them ("and Leeds?")."""
    known = {detail.name: detail for detail in person.about}
    here = [(known[name], written) for name, written in (named(scenario, piece) if known else ()) if name in known]
    if not here:
        return ()
    left = piece
    for _, written in here:
        left = re.sub(rf"\b{re.escape(written)}\b", " ", left)
    details = tuple(dict.fromkeys(detail for detail, _ in here))
    if _BARE.issuperset(tokens(left)):
        return details
    topics = set(reader().topics)
    return tuple(each for each in details if not topics or topics & (_ABOUT_PLACES | {each.tells}))


def _known(checklist: Checklist, items: Sequence[str]) -> tuple[str, ...]:
    """Those of these items that the checklist has, each once."""
    return tuple(dict.fromkeys(item for item in items if item in checklist))
