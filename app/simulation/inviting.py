"""Open questions, which invite a caller to tell or to tell more, and offers of help: all are put in few ways."""

import re

from app.content.scenario import Person
from app.simulation.words import folded, tokens

_BEFORE = (
    r"(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|(?:this is )?(?:the )?(?:it )?service desk"
    r"|you are through to|ok|okay|right|so|well|now|and|then|please|sorry|thanks|thank you|yes|alright|all right|go on"
    r"|just|first"
    r"|(?:can|could|would|will) you|i need you to|id like you to)\b ?)*"
)
_AFTER = (
    r"(?: (?:please|then|there|today|tonight|now|exactly|for me|to me|with it|with you|at your end|your end|over there"
    r"|in your own words|in a few words|you know|from the (?:start|beginning|top)"
    r"|from the first one on|sir|madam))*[ ?]*"
)
_GOES_ON = (
    r"(?:happened|happening|going on|gone on|been happening|been going on|wrong|up|gone wrong|broken"
    r"|the (?:problem|issue|matter|trouble))"
)
_WHAT = rf"(?:whats|what is|what has|what)(?: it)? {_GOES_ON}(?: is)?"
_IT = rf"(?:it|this|the (?:problem|issue|fault|trouble|story|whole story|whole thing)|{_WHAT})"
_INVITES = re.compile(
    rf"{_BEFORE}(?:tell me (?:all |more )?(?:about )?{_IT}|(?:talk|walk|take|run|guide|lead) me through {_IT}"
    rf"|(?:describe|explain) {_IT}|{_WHAT}|what have you got|what do you have"
    rf"|what (?:seems|appears|looks) to be (?:the )?(?:problem|issue|matter|trouble|wrong|broken))(?: for me)?{_AFTER}"
)
_FOLLOWS_UP = re.compile(r"(?:and|then)\b.*\bhappened")  # "and what happened?": when they had tried it
_OFFERS_HELP = re.compile(rf"{_BEFORE}(?:how (?:can|may) (?:i|we) help(?: you)?|what can (?:i|we) do for you){_AFTER}")
_YOU_TELL = (
    r"(?:that )?(?:(?:can |could |would )?you|youd)(?: (?:can|could|want to|would like to|like to))?"
    r" (?:tell|add|say|mention|know|think of)(?: (?:me|us))?"
)
_TO_KNOW = r"(?:that )?(?:i|we) (?:should|need to|ought to|must) know|to (?:add|tell(?: me| us)?|know)"
_DETAIL = r"(?:detail|details|information|info)"
_MORE = re.compile(
    rf"{_BEFORE}(?:(?:(?:is|was) there )?(?:anything|something|what) (?:else|more)"
    rf"(?: (?:{_TO_KNOW}|{_YOU_TELL}|(?:useful|important|relevant|helpful)))*"
    rf"|(?:tell|give) (?:me|us) (?:a (?:bit|little) )?more(?: {_DETAIL})?|(?:any )?more {_DETAIL})"
    rf"(?: about (?:it|that|this))?{_AFTER}"
)


def invites(text: str, person: Person) -> bool:
    """Whether a folded text asks this person for nothing but to tell what is the matter."""
    said = _said(text, person)
    return _INVITES.fullmatch(said) is not None and not _FOLLOWS_UP.match(said)


def offers_help(text: str, person: Person) -> bool:
    """Whether it offers this person help and asks for nothing else."""
    return _OFFERS_HELP.fullmatch(_said(text, person)) is not None


def asks_for_more(text: str, person: Person) -> bool:
    """Whether it asks this person to tell more and says of what no more than "that"."""
    return _MORE.fullmatch(_said(text, person)) is not None


def _said(text: str, person: Person) -> str:
    """The words without the person's name, in which a greeting differs from call to call."""
    names = set(tokens(folded(person.name)))
    return " ".join(token for token in tokens(text) if token not in names).replace("'", "")
