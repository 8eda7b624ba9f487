"""What the voice is given for what is written, and when its sentences are shown as captions."""

import numpy as np
import pytest

from app.content.script import Line
from media.film import voice_track
from media.narration import CannotSpeak, Narrated, Sentence, cut, narrate, sentences_of
from media.spoken import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It is £150 a minute.", "It is 150 pounds a minute."),
        ("$5,600, and $400 billion", "5,600 dollars, and 400 billion dollars"),
        ("Since 07:25, last ok 07:00.", "Since 7 25, last ok 7 o'clock."),
        ("at 05:05", "at 5 oh 5"),
        ("CHG0041226 and INC0077310", "change 4 1 2 2 6 and incident 7 7 3 1 oh"),
        ("KE-0119, word for word", "known error 1 1 9, word for word"),
        ("ring 01632 960 218", "ring oh 1 6 3 2 960 218"),
        ("54 % of them", "54 per cent of them"),
        ("Batons are not Baton.", "Batons are not Bat'n."),
        ("Between two, or between three.", "[[bɪtwˈiːn]] two, or between three."),
        ("Nothing to change here.", "Nothing to change here."),
    ],
)
def test_what_a_synthesiser_gets_wrong_is_written_out(written: str, said: str) -> None:
    assert spoken(written) == said


def test_a_line_is_spoken_sentence_by_sentence() -> None:
    line = Line(shows='Where? "At two quays." That is £5. Since 07:25.')
    assert sentences_of(line) == [
        ("Where?", "Where?"),
        ('"At two quays."', '"At two quays."'),
        ("That is £5.", "That is 5 pounds."),
        ("Since 07:25.", "Since 7 25."),
    ]


def test_a_line_with_words_for_the_voice_is_one_piece() -> None:
    assert sentences_of(Line(shows="It reads. Well.", says="It reeds. Well.")) == [
        ("It reads. Well.", "It reeds. Well.")
    ]


def test_a_long_sentence_is_cut_into_captions_of_two_lines_after_a_comma_where_that_does() -> None:
    words = (
        "Google's engineers say, when you need a second team, when customers can see it, or when an hour of work has "
        "not solved it."
    )
    pieces = cut(words)
    assert " ".join(pieces) == words
    assert all(len(piece) <= 84 for piece in pieces)
    assert pieces[0].endswith(",")
    assert cut("Short.") == ["Short."]


def test_captions_follow_the_sound() -> None:
    second = np.ones(1000, dtype=np.int16)
    line = Narrated((Sentence("One.", second), Sentence("And two.", np.concatenate([second, second]))), rate=1000)
    assert line.seconds == pytest.approx(3.4)
    assert [(cue.line, cue.start, cue.end, cue.words) for cue in line.cues(4, 10.0)] == [
        (4, 10.0, 11.0, "One."),
        (4, 11.4, 13.4, "And two."),
    ]


def test_the_track_is_silent_but_where_a_line_is_spoken() -> None:
    track = voice_track([(1.0, np.full(500, 7, dtype=np.int16))], seconds=2.0, rate=1000)
    assert len(track) == 2001
    assert track[:1000].tolist() == [0] * 1000
    assert track[1000:1500].tolist() == [7] * 500
    assert not track[1500:].any()


def test_without_its_environment_the_voice_says_how_to_get_it(tmp_path) -> None:
    with pytest.raises(CannotSpeak, match="make videos"):
        narrate([Line(shows="Hello.")], tmp_path / "none" / "python", tmp_path / "kept")
