"""Phrases of the vocabulary are found where they stand, the longest of each list at each place."""

from hypothesis import given
from hypothesis import strategies as st

from app.language.reading import Reading, read
from app.language.vocabulary import VOCABULARY

WORDS = sorted(
    {word for set_ in VOCABULARY.phrases.values() for them in set_.by_first.values() for p in them for word in p}
)
PHRASES = sorted(" ".join(p) for set_ in VOCABULARY.phrases.values() for them in set_.by_first.values() for p in them)
TEXTS = st.lists(st.one_of(st.sampled_from(PHRASES), st.sampled_from(WORDS), st.sampled_from(".,;\n")), max_size=12)


def standing(reading: Reading, name: str) -> list[tuple[int, int]]:
    """The same by looking for every phrase of the list at every place."""
    stems = [word.stem for word in reading.words]
    sentences = [reading.clauses[word.clause].sentence for word in reading.words]
    found = []
    for place, first in enumerate(stems):
        for phrase in VOCABULARY.phrases[name].by_first.get(first, ()):
            after = place + len(phrase)
            if tuple(stems[place:after]) == phrase:
                if sentences[place] == sentences[after - 1]:
                    found.append((place, after))
                break
    return found


@given(TEXTS, st.sampled_from(sorted(VOCABULARY.phrases.keys() - {"stop"})))
def test_the_longest_phrase_of_a_list_is_found_at_each_place(parts: list[str], name: str) -> None:
    reading = read(" ".join(parts))
    everywhere = standing(reading, name)
    assert reading.phrase_places(name) == everywhere
    for clause in reading.clauses:
        inside = [place for place in everywhere if place[0] >= clause.first and place[1] <= clause.last]
        assert reading.phrase_places(name, clause.first, clause.last) == inside
        assert reading.has(name, clause) == bool(inside)


@given(TEXTS)
def test_a_word_has_the_concepts_of_its_stem(parts: list[str]) -> None:
    for word in read(" ".join(parts)).words:
        assert VOCABULARY.concepts.get(word.stem, frozenset()) <= word.concepts


def test_words_of_a_phrase_have_its_concepts() -> None:
    words = read("they cannot log in again").words
    assert {word.stem for word in words if "login" in word.concepts} == {"log", "in"}
