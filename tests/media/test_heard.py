"""What a listener heard is held against what the captions say."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.content.captions import Cue
from media.heard import Otherwise, hold

CUES = (
    Cue(0, 0.0, 4.0, "Between raise and none, when in doubt, raise."),
    Cue(1, 4.0, 9.0, "Thirty-one of sixty dispatchers, at half past five."),
)
WORDS = st.sampled_from(["one", "two", "three", "31", "by", "buy", "good", "will", "goodwill"])
AS_WRITTEN = "Between raise and none, when in doubt, raise. 31 of 60 dispatchers at half past 5."


def test_what_is_heard_as_written_is_understood_whatever_the_spelling() -> None:
    understood = hold(CUES, [AS_WRITTEN])
    assert understood.share == 1
    assert understood.otherwise == ()
    assert understood.words == 17


def test_what_is_heard_otherwise_is_told_with_its_second_and_the_words_around_it() -> None:
    understood = hold(CUES, ["Between raise and none, when you doubt, raise. 31 of 60 this patches at half past 5."])
    assert [replace(stretch, at=round(stretch.at)) for stretch in understood.otherwise] == [
        Otherwise(3, "none when", "in", "doubt raise", ("you",)),
        Otherwise(6, "of sixty", "dispatchers", "at half", ("this patches",)),
    ]
    assert understood.share == 1 - 2 / 17


def test_what_one_hearing_lost_and_another_has_is_understood() -> None:
    lost = AS_WRITTEN.replace("31 of 60 dispatchers", "")
    assert hold(CUES, [lost]).share == 1 - 5 / 17
    assert hold(CUES, [lost, AS_WRITTEN]).share == 1


def test_what_every_hearing_lost_is_told_as_each_of_them_has_it() -> None:
    hearings = [AS_WRITTEN.replace("dispatchers", heard) for heard in ("this patches", "")]
    assert [stretch.heard for stretch in hold(CUES, hearings).otherwise] == [("this patches", "")]


def test_a_film_nobody_spoke_in_misses_nothing() -> None:
    assert hold((), ["Thank you."]).share == 1


@given(st.lists(st.from_regex(r"[a-z]{1,8}|[0-9]{1,6}", fullmatch=True), min_size=1, max_size=20))
def test_the_very_words_are_always_understood(words: list[str]) -> None:
    text = " ".join(words)
    assert hold((Cue(0, 0.0, 5.0, text),), [text]).share == 1


@given(st.lists(WORDS, min_size=1, max_size=12), st.lists(WORDS, max_size=12))
def test_a_share_is_a_share_and_seconds_are_those_of_the_captions(said: list[str], heard: list[str]) -> None:
    understood = hold((Cue(0, 2.0, 5.0, " ".join(said)),), [" ".join(heard)])
    assert 0 <= understood.share <= 1
    assert all(2 <= stretch.at < 5 for stretch in understood.otherwise)
