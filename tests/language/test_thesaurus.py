"""Groups of words that stand for one another, as `thesaurus.tsv` holds them."""

import pytest

from app.language.reading import read
from app.language.vocabulary import load_vocabulary

LISTS = '[lists]\nstop = "the"\napproximators = "about"\n[concepts]\n[headings]\n[words]\n'


def alike(one: str, other: str) -> bool:
    """Whether one word means what another does."""
    of_one, of_other = (read(text).words[0].concepts for text in (one, other))
    return bool(of_one & of_other)


def test_words_of_one_group_mean_alike() -> None:
    assert alike("telephonists", "switchboard")
    assert alike("flaky", "temperamental")
    assert not alike("flaky", "switchboard")


def test_groups_of_one_name_stay_apart() -> None:
    concepts = load_vocabulary(LISTS, "# of boats\nboat\tferry, ship\nboat\tpunt, skiff\n\n").concepts
    assert concepts["ship"] == concepts["ferri"]
    assert concepts["ship"].isdisjoint(concepts["punt"])


@pytest.mark.parametrize("line", ["ferry, ship", "boat\tferry", "boat\t"])
def test_a_line_that_is_no_group_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="Line 2 of the thesaurus"):
        load_vocabulary(LISTS, f"boat\tferry, ship\n{line}\n")
