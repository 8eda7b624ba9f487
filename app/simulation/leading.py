"""Whether a question is closed and suggests its answer ("so it's the network?"), told by its grammar."""

import re

from app.simulation.words import tokens

_WH = re.compile(r"\b(?:what|when|where|which|who|whose|how|why|tell me|give me|can you|could you|or)\b")
_FILLERS = re.compile(
    r"^(?:(?:ok|right|and|but|well|oh|um|er|uh|hi|hello|ah|hm+|alright|sorry|then|now|good|fine|so|just to be clear"
    r"|just to check|let me check|to confirm|to be clear|wait|hang on|aye|yeah|yes|no|mate|love|cheers|thanks),? )+"
)
_INVERTED = re.compile(
    r"^(?:is|are|was|were|am|do|does|did|have|has|had|can|could|would|will|should|any|anything|anybody|since)\b"
)
_OPEN = re.compile(r"^(?:\w+ ){0,2}(?:what|when|where|which|who|whose|how|why|anything|anybody)\b")
_NEGATED = re.compile(
    r"^(?:(?:is|are|was|were|has|could|must|should|wo)n'?t"
    r"|(?:do|does|did|have|had|would)n'?t (?:you|they|we|it|he|she))\b"
)
_TAG = re.compile(
    r"(?:(?:is|are|was|were|do|does|did|have|has|had|could|would|wo|ca)n'?t (?:it|that|they|you|he|she|we|there)"
    r"|,? (?:is it|was it|are they|have you|did you|do you|am i right|is that (?:right|it|correct)"
    r"|have i got that right|i (?:take it|assume|presume|guess|suppose|imagine|expect|bet|reckon|gather)|innit|correct"
    r"|yeah|eh|no doubt)"
    r"|, (?:right|yes|no|ok|huh|then)| right(?= \?))(?: then)?(?: \?)*$"
)
_GUESS = re.compile(
    r"^(?:presumably|surely|probably|maybe|perhaps|possibly|no doubt|obviously|must be|sounds like|looks like"
    r"|looks as if|seems|i (?:take it|assume|presume|guess|suppose|imagine|expect|bet|reckon|gather|think)"
    r"|could it be|might it be|may be|you mean|you'?re saying|so you)\b"
)
_STATED = re.compile(
    r"^(?:it|that|this|they|you|we|he|she|there|everybody|everything|nobody|nothing|somebody|all|only|just|both"
    r"|(?:it|that|they|there)'?s)\b"
)
_STATES_SOMETHING = 2
_SENTENCE = re.compile(r"(?<=[?!.;])\s*|\n+")


def leads(text: str) -> bool:
    """Whether a folded message holds a closed question that suggests its answer."""
    return any(_suggests(piece) for piece in _SENTENCE.split(text) if piece.strip())


def _suggests(sentence: str) -> bool:
    """Whether this one sentence does: by its tag, by a guessing word, or as a statement made a question."""
    said = " ".join(tokens(sentence))
    spoken_so = bool(re.match(r"^(?:ok |right |and )*so\b", said))
    said = _FILLERS.sub("", said)
    if len(said.replace("?", "").split()) < _STATES_SOMETHING and not spoken_so and "," not in sentence:
        return False
    if _OPEN.match(said):
        return False
    if _TAG.search(_with_commas(sentence)):
        return True
    if _WH.search(said):
        return False
    if _NEGATED.match(said) or _GUESS.match(said):
        return True
    asks = said.endswith("?")
    return not _INVERTED.match(said) and (asks or spoken_so) and (spoken_so or bool(_STATED.match(said)))


def _with_commas(sentence: str) -> str:
    """The sentence as typed, its question marks apart."""
    return re.sub(r"\s*\?+", " ?", sentence.strip())
