"""The sentence encoder as a graph that ONNX Runtime computes, and the numbers that were put into one.

A message's pieces go in (`pieces`: their numbers, those of what was said before after the message's own, of which
there are `said`) and one number a label comes out (`sense`). The net is the one `evaluation.encoder_trainer` teaches,
with matrices in bytes: what goes into one is rounded to bytes as well, by its own largest number.
https://onnx.ai/onnx/operators/
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from evaluation.encoder_file import HEADS, TINY, Arrays

OPERATORS, FORMAT = 20, 9  # versions of the operators used, and of the file
# Twice 255 times this fits in sixteen bits: bytes with a sign up to it are multiplied without overflow on every
# machine, and more than twice as fast as those without.
SMALL = 63
_MIDDLE = np.uint8(128)  # bytes without a sign are multiplied without overflow on every machine


def graph(arrays: Arrays, spelt: Sequence[str], layers: int) -> bytes:
    """The file of an encoder with these numbers, packed; `spelt` are its pieces in the order of their vectors."""
    drawing = _Drawing(arrays)
    drawing.sense(drawing.body(layers))
    return _file(drawing, spelt, {"sense": ["labels"]})


def sides_graph(arrays: Arrays, spelt: Sequence[str], layers: int) -> bytes:
    """The file of the encoder by which sentences of a handover are laid beside points (`app.handover.sense`).

    Many texts go in at once and none has to do with another: `pieces` has all of them one after the other and `at`
    where each piece stands in its own text; `grid` has a row a text, the places of its pieces among all, `there`
    nought where there is one and a number far below where the text is over; `back` has each piece's place in the grid.
    """
    drawing = _TextsDrawing(arrays)
    drawing.sides(drawing.body(layers))
    each = ["pieces", "width"]
    made = {"as_point": each, "as_sentence": each, "weighs": ["texts", "longest"], "mean": ["texts", "whole"]}
    return _file(drawing, spelt, made)


def _file(drawing: "_Drawing", spelt: Sequence[str], made: Mapping[str, list[Any]]) -> bytes:
    whole = helper.make_graph(
        drawing.nodes,
        "encoder",
        [helper.make_tensor_value_info(name, kind, size) for name, kind, size in drawing.given],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, size) for name, size in made.items()],
        drawing.numbers,
    )
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPERATORS)], ir_version=FORMAT)
    helper.set_model_props(model, {"pieces": "\n".join(spelt)})
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def arrays_in(file: bytes) -> Arrays:
    """The packed numbers an encoder's file was made of."""
    stored = {each.name: numpy_helper.to_array(each) for each in onnx.load_from_string(file).graph.initializer}
    return {
        name: _signed(numbers) if numbers.dtype == np.uint8 else numbers
        for name, numbers in stored.items()
        if not name.startswith("=")
    }


class _Drawing:
    """The nodes of a graph in their order, and the numbers they use; numbers of the graph's own begin with "="."""

    given: tuple[tuple[str, int, list[Any]], ...] = (
        ("pieces", TensorProto.INT64, ["pieces"]),
        ("said", TensorProto.INT64, [1]),
    )

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.nodes: list[onnx.NodeProto] = []
        self.numbers: list[onnx.TensorProto] = []
        self._held: set[str] = set()

    def body(self, layers: int) -> str:
        """The vectors of the message's pieces after all layers."""
        x = self.vectors()
        for number in range(layers):
            x = self.layer(f"layer{number}", x, is_last=number == layers - 1)
        return x

    def vectors(self) -> str:
        """A vector for each piece, by what it is, where it stands and which side it is on."""
        nought, one = self._own(0), self._own(1)
        there = self._do("Range", nought, self._do("Gather", self._do("Shape", "pieces"), nought), one)
        is_before = self._do("GreaterOrEqual", there, "said")
        x = self._do("Add", self._spelt(), self._do("Gather", self._held_as("places"), there))
        sides = self._do("Gather", self._held_as("sides"), self._do("Cast", is_before, to=TensorProto.INT64))
        return self._evened(self._do("Add", x, sides), "evened")

    def layer(self, name: str, x: str, is_last: bool) -> str:
        """The vectors after one more layer, in which they look at each other; of the last only the message's own."""
        parts = self._do("Reshape", self._multiplied(x, f"{name}.looks"), self._own([0, 3, HEADS, -1]))
        parts = self._do("Transpose", parts, perm=[1, 2, 0, 3])
        query, key, value = (self._do("Gather", parts, self._own(number)) for number in range(3))
        if is_last:
            query = self._do("Slice", query, self._own([0]), "said", self._own([1]))
            x = self._do("Slice", x, self._own([0]), "said", self._own([0]))
        width = self.arrays["places"].shape[1] // HEADS
        scores = self._do("MatMul", query, self._do("Transpose", key, perm=[0, 2, 1]))
        shares = self._do("Softmax", self._do("Mul", scores, self._own(np.float32(width**-0.5))), axis=-1)
        looked = self._do("Transpose", self._do("MatMul", shares, value), perm=[1, 0, 2])
        looked = self._do("Reshape", looked, self._own([0, -1]))
        x = self._evened(self._do("Add", x, self._multiplied(looked, f"{name}.joins")), f"{name}.steadied")
        wide = self._do("Gelu", self._multiplied(x, f"{name}.widens"), approximate="tanh")
        return self._evened(self._do("Add", x, self._multiplied(wide, f"{name}.narrows")), f"{name}.settled")

    def sense(self, x: str) -> None:
        """One number a label: what each piece says for it, heeded as the label heeds the piece."""
        heeded = self._do("Softmax", self._do("MatMul", x, self._turned("heeds")), axis=0)
        pointed = self._do("MatMul", x, self._turned("points.rows"))
        together = self._do("ReduceSum", self._do("Mul", heeded, pointed), self._own([0]), keepdims=0)
        self.nodes.append(helper.make_node("Add", [together, self._held_as("points.offset")], ["sense"]))

    def _spelt(self) -> str:
        """The vector of each piece by what it is."""
        rows = self._do("Cast", self._do("Gather", self._held_as("vectors.rows"), "pieces"), to=TensorProto.FLOAT)
        sizes = self._do("Gather", self._held_as("vectors.sizes"), "pieces")
        return self._do("Mul", rows, self._do("Unsqueeze", sizes, self._own([1])))

    def _multiplied(self, x: str, name: str) -> str:
        """The product with a matrix of bytes, and its offset; written as ONNX Runtime joins it into one step."""
        rows, sizes = self._held_as(f"{name}.rows", _unsigned), self._held_as(f"{name}.sizes")
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], outs := [f"{x}.{part}" for part in "qsz"]))
        whole = self._do("MatMulInteger", outs[0], rows, outs[2], self._own(_MIDDLE))
        product = self._do("Mul", self._do("Cast", whole, to=TensorProto.FLOAT), self._do("Mul", outs[1], sizes))
        return self._do("Add", product, self._held_as(f"{name}.offset"))

    def _evened(self, x: str, name: str) -> str:
        gain, offset = self._held_as(f"{name}.gain"), self._held_as(f"{name}.offset")
        return self._do("LayerNormalization", x, gain, offset, axis=-1, epsilon=TINY)

    def _turned(self, name: str) -> str:
        return self._do("Transpose", self._held_as(name), perm=[1, 0])

    def _do(self, operator: str, *given: str, **how: Any) -> str:
        made = f"{operator}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, given, [made], **how))
        return made

    def _held_as(self, name: str, form: Any = None) -> str:
        numbers = self.arrays[name]
        return self._hold(name, form(numbers) if form else numbers)

    def _own(self, number: Any) -> str:
        numbers = np.asarray(number)
        return self._hold(f"={numbers.tolist()} {numbers.dtype}", numbers)

    def _hold(self, name: str, numbers: Any) -> str:
        if name not in self._held:
            self._held.add(name)
            self.numbers.append(numpy_helper.from_array(numbers, name))
        return name


class _TextsDrawing(_Drawing):
    """The graph that reads many texts at once, each as if it were alone."""

    given = (
        ("pieces", TensorProto.INT64, ["pieces"]),
        ("at", TensorProto.INT64, ["pieces"]),
        ("back", TensorProto.INT64, ["pieces"]),
        ("grid", TensorProto.INT64, ["texts", "longest"]),
        ("there", TensorProto.FLOAT, ["texts", "longest"]),
    )

    def vectors(self) -> str:
        """A vector for each piece, by what it is and where it stands."""
        x = self._do("Add", self._spelt(), self._do("Gather", self._held_as("places"), "at"))
        return self._evened(self._do("Add", x, self._do("Gather", self._held_as("sides"), self._own(0))), "evened")

    def layer(self, name: str, x: str, is_last: bool) -> str:
        """The vectors after one more layer, in which the pieces of each text look at each other."""
        del is_last  # every piece is laid beside another text's
        parts = self._do("Gather", self._multiplied(x, f"{name}.looks"), "grid")
        parts = self._do("Reshape", parts, self._own([0, 0, 3, HEADS, -1]))
        parts = self._do("Transpose", parts, perm=[2, 0, 3, 1, 4])
        query, key, value = (self._do("Gather", parts, self._own(number)) for number in range(3))
        width = self.arrays["places"].shape[1] // HEADS
        scores = self._do("MatMul", query, self._do("Transpose", key, perm=[0, 1, 3, 2]))
        over = self._do("Unsqueeze", "there", self._own([1, 2]))
        scores = self._do("Add", self._do("Mul", scores, self._own(np.float32(width**-0.5))), over)
        looked = self._do("MatMul", self._do("Softmax", scores, axis=-1), value)
        looked = self._do("Reshape", self._do("Transpose", looked, perm=[0, 2, 1, 3]), self._own([0, 0, -1]))
        looked = self._do("Gather", self._do("Reshape", looked, self._own([-1, width * HEADS])), "back")
        x = self._evened(self._do("Add", x, self._multiplied(looked, f"{name}.joins")), f"{name}.steadied")
        wide = self._do("Gelu", self._multiplied(x, f"{name}.widens"), approximate="tanh")
        return self._evened(self._do("Add", x, self._multiplied(wide, f"{name}.narrows")), f"{name}.settled")

    def sides(self, x: str) -> None:
        """The vectors by which a text is compared as a point and as a sentence, how its pieces are heeded, their
        mean."""
        for name in ("as_point", "as_sentence"):
            product = self._do("MatMul", x, self._turned(f"{name}.rows"))
            self.nodes.append(helper.make_node("Add", [product, self._held_as(f"{name}.offset")], [name]))
        over = self._do("Unsqueeze", "there", self._own([2]))
        weighs = self._do("Add", self._of_texts(self._do("MatMul", x, self._turned("weighs.rows"))), over)
        heeds = self._do("Softmax", weighs, axis=1)
        self.nodes.append(helper.make_node("Squeeze", [heeds, self._own([2])], ["weighs"]))
        shares = self._do("Softmax", over, axis=1)  # the same for each piece there is
        mean = self._do("ReduceSum", self._do("Mul", self._of_texts(x), shares), self._own([1]), keepdims=0)
        self.nodes.append(helper.make_node("Identity", [mean], ["mean"]))

    def _of_texts(self, x: str) -> str:
        """What each piece has, in a row a text."""
        return self._do("Gather", x, "grid")

    def _multiplied(self, x: str, name: str) -> str:
        """The product with a matrix of bytes, and its offset; each row is rounded to bytes by its own largest number,
        so that it comes out alike whatever texts are read beside it."""
        rows, sizes = self._held_as(f"{name}.rows", _columns), self._held_as(f"{name}.sizes")
        largest = self._do("ReduceMax", self._do("Abs", x), self._own([1]))
        step = self._do("Max", self._do("Div", largest, self._own(np.float32(127))), self._own(np.float32(TINY)))
        middle = self._do(
            "Expand", self._own(_MIDDLE), self._do("Shape", flat := self._do("Squeeze", step, self._own([1])))
        )
        quick = self._do("QuantizeLinear", x, flat, middle, axis=0)
        whole = self._do("MatMulInteger", quick, rows, self._own(_MIDDLE), self._own(np.int8(0)))
        # Not by both at once: ONNX Runtime joins that into a step which knows no size a row.
        product = self._do("Mul", self._do("Mul", self._do("Cast", whole, to=TensorProto.FLOAT), sizes), step)
        return self._do("Add", product, self._held_as(f"{name}.offset"))


def _unsigned(rows: Any) -> Any:
    """A matrix of bytes as it is multiplied: a column for each of its rows, and no byte below nought."""
    return np.ascontiguousarray((rows.astype(np.int16) + _MIDDLE).astype(np.uint8).T)


def _columns(rows: Any) -> Any:
    return np.ascontiguousarray(rows.T)


def _signed(columns: Any) -> Any:
    return np.ascontiguousarray((columns.astype(np.int16) - _MIDDLE).astype(np.int8).T)
