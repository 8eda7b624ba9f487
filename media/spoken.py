"""What a page writes, as a voice should be given it: clock times, ticket numbers, money, short forms."""

import re

_MINUTES = {"00": "o'clock"}
_CURRENCIES = {"£": "pounds", "$": "dollars", "€": "euros"}
_BY_NAME = {"CHG": "change", "INC": "incident", "KE": "known error"}
# Between two brackets stand the sounds themselves, for what no spelling gets right.
_WORDS = {
    "Baton": "Bat'n",
    "Ponemon": "Poneemon",
    "Marek": "Marreck",
    "Dilys": "Dillis",
    "Idris": "Iddris",
    "Between": "[[bɪtwˈiːn]]",
    "read-back": "reed-back",
    "×": "times",
}
_MONEY = re.compile(r"([£$€])(\d+(?:,\d{3})*(?:\.\d+)?)( million| billion)?")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_NUMBERED = re.compile(r"\b(CHG|INC|KE)-?0*(\d+)\b")
_BARE_NUMBER = re.compile(r"\b0\d{4,}\b")
_PER_CENT = re.compile(r"(\d) %")


def spoken(words: str) -> str:
    """The words with what a synthesiser gets wrong written out."""
    words = with_figures(words)
    for written, said in _WORDS.items():
        words = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", said, words)
    return words


def with_figures(words: str) -> str:
    """The words with money, times, ticket numbers and shares as they are said."""
    words = _MONEY.sub(lambda found: f"{found[2]}{found[3] or ''} {_CURRENCIES[found[1]]}", words)
    words = _CLOCK.sub(lambda found: _clock(found[1], found[2]), words)
    words = _NUMBERED.sub(lambda found: f"{_BY_NAME[found[1]]} {_digits(found[2])}", words)
    words = _BARE_NUMBER.sub(lambda found: _digits(found[0]), words)
    return _PER_CENT.sub(r"\1 per cent", words)


def _clock(hour: str, minute: str) -> str:
    """Half past is left to scripts: seven twenty-five, seven oh five, seven o'clock."""
    said = _MINUTES.get(minute) or (f"oh {int(minute)}" if minute.startswith("0") else minute)
    return f"{int(hour)} {said}"


def _digits(number: str) -> str:
    return " ".join("oh" if digit == "0" else digit for digit in number)
