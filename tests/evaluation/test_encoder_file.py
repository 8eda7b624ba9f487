"""What is shipped of the encoder is what was taught, to within half a byte's step."""

import numpy as np

from evaluation.encoder_file import kept_pieces, loosened, packed

SPELT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "##a", "when", "rare", "##ly", "?"]
CHANCE = np.random.default_rng(0)


def state() -> dict[str, np.ndarray]:
    return {
        "vectors.rows": CHANCE.normal(size=(len(SPELT), 8)).astype(np.float32),
        "layer0.looks.rows": CHANCE.normal(size=(24, 8)).astype(np.float32),
        "layer0.looks.offset": CHANCE.normal(size=24).astype(np.float32),
    }


def test_a_matrix_comes_back_to_within_half_a_step_of_its_row() -> None:
    taught = state()
    arrays = packed(taught)
    name = "layer0.looks"
    back = loosened(arrays)
    assert (np.abs(back[f"{name}.rows"] - taught[f"{name}.rows"]) <= arrays[f"{name}.sizes"][:, None] * 0.501).all()
    assert arrays[f"{name}.rows"].dtype == np.int8


def test_what_was_packed_can_be_taken_up_again() -> None:
    taught = state()
    again = loosened(packed(taught))
    assert again.keys() == taught.keys()
    assert all(np.allclose(again[name], taught[name], atol=0.03) for name in taught)


def test_pieces_of_the_bank_and_whatever_spells_any_word_are_kept() -> None:
    kept = {SPELT[number] for number in kept_pieces(SPELT, ["when"])}
    assert kept == {"[UNK]", "[CLS]", "[SEP]", "a", "b", "##a", "when", "##ly", "?"}
