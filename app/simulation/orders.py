"""What bids and does not ask: not to do something, to be put through to somebody else, to forget one's part."""

import re

from app.content.scenario import Person, Scenario
from app.simulation.words import clauses, folded, tokens

_BEFORE = (
    r"(?:(?:ok|okay|right|well|so|and|but|or|then|now|please|sorry|just|also|meanwhile|for now|until then"
    r"|in the meantime|listen|look|hi|hello|thanks|thank you|yes|no|i need you to|i want you to"
    r"|make sure (?:that )?you|you must|you should)\b ?)*"
)
_DONE = (
    r"(?:touch|delete|remove|change|alter|open|close|shut|click|reply|answer|forward|send|write|email|mail|text|message"
    r"|post|tell|say anything|mention|share|discuss|spread|restart|reboot|reset|switch|turn|unplug|plug|power|install"
    r"|update|run|pay|move|undo|restore|use|go near|do anything|do that|(?:log|sign) (?:in|out|on|off)"
    r"|let (?:anybody|anyone)|(?:put|try|ring|call) (?:it|that|them|him|her|the|any\w*|again|to))"
)
_FORBIDS = re.compile(
    rf"{_BEFORE}(?:(?:do not|don'?t|never)(?: (?:ever|please|all))* {_DONE}|not to {_DONE}"
    rf"|(?:nobody|no one|noone|none of you) (?:must|should|is to|are to|may|can|needs to) {_DONE}"
    r"|leave (?:it|that|this|them|everything|things|(?:the|that) \w+)(?: \w+)? "
    r"(?:alone|as (?:it|they|that|things) (?:is|are)|be|untouched)"
    r"|(?:keep (?:your )?)?hands off|stay (?:off|out of|away from))\b"
)
_COURTESY = re.compile(rf"{_BEFORE}(?:please|thanks|thank you|ok|okay|cheers)?[ .!]*")
_CUT = re.compile(r"[.,;!]\s*|\s(?:and|or)\s(?=do\b|don|never|not|leave)")
_SPEAK = r"(?:speak|talk|have a (?:quick )?word) (?:to|with)"
_PUT_THROUGH = (
    r"(?:put|get|bring|fetch|pass|give|hand) (?:me )?(?:over |on |through )?(?:to )?{name}"
    r"(?: (?:on|over|through|here|please|now|then|to the phone|on the (?:phone|line)|instead|for me|back))*"
    r"|(?:put|pass|hand) (?:me|the phone|us) (?:over |on |through |back )?to {name}.{{0,20}}"
    rf"|(?:(?:can|could|may|might) (?:i|we)|let me)(?: please| just)? {_SPEAK} {{name}}.{{{{0,20}}}}"
    rf"|(?:i|we)(?:'d| would)? (?:want|need|like|have) to {_SPEAK} {{name}}.{{{{0,20}}}}"
)
_ASKED_TO = r"(?:(?:can|could|would|will) you )?(?:please )?(?:just )?"
_PROGRAM = r"an? (?:ai|llm|chatbot|chatgpt|gpt|language model|bot|robot)"
_FORGETS_THE_PART = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:previous|prior|above|earlier|preceding|your|all)\b.{0,20}"
    r"\b(?:instructions?|prompts?|programming)\b|\b(?:system|initial|hidden|secret) prompt\b"
    rf"|\b(?:you are|you're|are you|act as|pretend to be|pretend you are)(?: really| just| now)? {_PROGRAM}\b"
    r"|\b(?:tell|give|show|print|reveal)(?: me| us)?(?: all)? (?:the|your) (?:model|right|correct|expected)"
    r" (?:answers?|solution|handover)\b"
)


def forbids(text: str) -> bool:
    """Whether a folded text tells somebody to leave something alone, and says and asks nothing beside it."""
    pieces = [piece for clause in clauses(text) for piece in _CUT.split(clause)]
    said = [piece for piece in pieces if piece.strip() and not _COURTESY.fullmatch(piece)]
    return bool(said) and "?" not in text and all(_FORBIDS.match(piece) for piece in said)


def wants_another(scenario: Scenario, person: Person, text: str) -> Person | None:
    """Who else of this scenario a folded text asks to be put through to, and asks for nothing else."""
    said = " ".join(word for word in tokens(text) if word != "?")
    for other in scenario.people:
        names = "|".join(re.escape(part) for part in (folded(other.name), *folded(other.name).split()))
        pattern = _PUT_THROUGH.format(name=rf"(?:(?:mr|mrs|ms|miss|dr) )?(?:{names})")
        if other.id != person.id and re.fullmatch(rf"{_BEFORE}{_ASKED_TO}(?:{pattern})", said):
            return other
    return None


def forgets_the_part(text: str) -> bool:
    """Whether a folded text speaks to the program behind the person, to make it give its part away."""
    return _FORGETS_THE_PART.search(text) is not None
