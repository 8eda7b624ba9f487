"""What the agent says beside a question: that they see the caller's situation, or that they did not follow."""

import re

from app.simulation.words import tokens

_HARD = (
    r"(?:stress\w*|awful|frustrat\w*|horribl[ey]|horrid|worry\w*|worried|tough|hard|difficult|annoying|scary|frighten\w*"
    r"|terrible|rough|nightmare|rotten|dreadful|exhaust\w*|exasperat\w*|maddening|upset\w*|miserable|tiring|worn out"
    r"|off your feet|a lot|no fun|not easy|not nice|last thing|serious|pressure|overwhelm\w*|chaos|manic|hectic|raging"
    r"|mortified|a pain|unpleasant|disruptive|tricky|not good|painful|urgent)"
)
_SITUATION = (
    r"(?:(?:that|this|it|you|they|he|she)(?: all)? (?:sounds?|must|has to|have to|cant|looks?)|sounds)\b.{0,30}"
    rf"\b{_HARD}",
    rf"(?:thats|that is|this is|it is|its)(?: such| really| very| just| so| quite| all)*(?: an?| the)* {_HARD}",
    r"sorry (?:to hear|about (?:that|this|all|it|what|the)|youre|you are|that you|for (?:all|your|any|this|that|you"
    r"|what|the (?:trouble|wait|hassle|mess|disruption|inconvenience|delay)))",
    r"(?:im|i am) (?:so|very|really|truly|terribly) sorry(?! (?:could|can|what|i|to ask|again))",
    r"apolog\w+ for (?:all|this|any|that|the (?:trouble|wait|hassle|mess|disruption|inconvenience|delay))",
    r"i (?:completely |totally |fully |really |quite |do |can |know and |only )*(?:well )?(?:understand|appreciate"
    r"|hear you|hear how|hear that|get it|see why|see how|imagine (?:how|it|that must|this must)|sympathi[sz]e"
    r"|feel for you|feel your|know how|know its|know it is|know this is|know thats|realise (?:how|this|its|that))"
    r"(?: (?:how|why|what|that))?",
    r"poor (?:you|thing|soul|loves?)|bless (?:you|your)|feel (?:for you|your pain)|hands full|in the neck",
    r"id be (?:cross|raging|mortified|furious|the same|upset)",
    rf"what an? (?:morning|day|night|start|mess|{_HARD})|oh dear|oh no\b|goodness",
    r"(?:not|isnt|wasnt) (?:your fault|of you)",
)
_HELP = (
    r"(?:i|im|ill|ive|we|were|well|weve|lets)\b[^?]{0,40}\b(?:on it|on the case|get to the bottom"
    r"|get (?:this|that|it|you|them|things|help|somebody|someone) (?:all )?(?:fixed|sorted|moving|back|going|looked|up"
    r"|to the right|on (?:it|this)|seen)|sort (?:it|this|that|you)|deal(?:ing)? with (?:it|this)|help you|look after"
    r"|escalat\w+|rais(?:e|ing) (?:it|this)|do(?:ing)? (?:my|our) best|tak(?:e|ing) care of|treat\w* this as"
    r"|see to (?:it|this)|not going anywhere|here to help|right (?:here )?with you|as (?:fast|quickly|soon) as)",
    r"(?:i|we|they|someone|somebody|a colleague|the (?:major incident )?team)(?:ll| will)\b[^?]{0,30}\b"
    r"(?:(?:call|ring|phone) you|be in touch|get back to you|let you know|keep you (?:posted|updated|informed)"
    r"|(?:pass|hand|log) (?:it|this|that))",
    r"leave (?:it|this|that) with (?:me|us)|in good hands|help is (?:on|coming)|here for (?:you|that)",
)
_CALMING = (
    r"(?:dont|do not|try not to|no need to|not to) (?:you )?(?:worry|panic|fret|be sorry|say sorry|apologi[sz]e|upset"
    r"|distress|blame|be (?:afraid|scared))",
    r"no (?:worries|panic)|take (?:your time|a (?:deep )?breath)|deep breath|breathe|no rush|be calm",
    r"(?:youre|you are) (?:(?:doing|being|handling|coping)\b.{0,12} (?:great|well|fine|ok|right|brilliant\w*|good|canny"
    r"|helpful|marvellous|clear|best|patient))|you (?:did|have done|were|was|are quite|are) (?:exactly |all )?"
    r"(?:the )?right|youve done (?:exactly |all )?(?:the )?right|right (?:thing )?(?:to ring|to call|ringing|calling)",
    r"thank(?:s| you)(?: so much| you)? for (?:letting|bearing|your (?:patience|help|time)|being|waiting|holding)",
)
_NOT = r"(?:dont|do not|didnt|did not|cannot|never|not)(?: really| quite| fully)? "
_ACKNOWLEDGES = re.compile(rf"\b(?<!nt )(?<!not )(?:{'|'.join((*_SITUATION, *_HELP, *_CALMING))})", re.ASCII)
_UNSEEN = re.compile(rf"\bi {_NOT}(?:understand|get|see|appreciate|hear)")
_ASKS = re.compile(
    r"[?]|\b(?:whatever|what|when|where|which|who|whose|how|why|tell me|give me|like to|need to|wonder|if)\b"
    r"|\b(?:can|could|would|do|does|did|have|has|is|are|was|were|will)(?:nt)? "
    r"(?:you|it|they|there|that|this|the|any\w*|some\w*|every\w*|all|we|i|he|she|your)\b"
)
_CLARIFY = re.compile(
    rf"what (?:do|did) you mean|how do you mean|{_NOT}follow"
    rf"|(?:i|im|i am)\b.{{0,8}} {_NOT}(?:understand|sure what)|in other words|in plain english"
    r"|(?:explain|clarify|elaborate|rephrase)\b|put (?:it|that) another way|you (?:have )?lost me"
    r"|what (?:are you|you) (?:saying|on about|getting at)|be more specific"
)
_AGAIN = re.compile(r"\b(?:again|repeat|slow\w*|once more|one more time)\b")
_COURTESY = re.compile(
    r"(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|and|so)\b[\w ,]{0,20})?"
    r"(?:how are you|how(?:s| is) your (?:day|morning)|are you (?:ok|okay|all right|alright|well))"
    r"(?: doing| keeping| going| feeling)?(?: today| there| so far| this (?:morning|afternoon|evening))*[ ?!.]*"
)
_FILLERS = frozenset(
    """
    sorry i im am what you mean by that this it please can could would a bit for me do did so ok and oh hang on but just
    er um the to was with then exactly ? we there
    """.split()  # noqa: SIM905 a list of forty words reads worse
)


def acknowledges(text: str) -> bool:
    """Whether a folded text says that the speaker sees the caller's situation, helps, or calms them."""
    said = _plain(text)
    return bool(_ACKNOWLEDGES.search(said)) and not _UNSEEN.search(said)


def only_acknowledges(text: str) -> bool:
    """Whether it does that and asks for nothing beside it."""
    said = _plain(text)
    return acknowledges(text) and not _ASKS.search(_ACKNOWLEDGES.sub(" ", said))


def only_courteous(text: str) -> bool:
    """Whether a folded text asks how the other is, as people do, and nothing beside it."""
    return _COURTESY.fullmatch(_plain(text)) is not None


def asks_what_was_meant(text: str) -> bool:
    """Whether a folded text asks for nothing but what the other meant by their last words."""
    said = _plain(text)
    found = _CLARIFY.search(said)
    if found is None or _AGAIN.search(said):
        return False
    left = f"{said[: found.start()]} {said[found.end() :]}".split()
    return _FILLERS.issuperset(left)


def _plain(text: str) -> str:
    """The words in standard spelling, without apostrophes."""
    return " ".join(tokens(text)).replace("'", "")
