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
_MIDDLE = np.uint8(128)  # bytes without a sign are multiplied without overflow on every machine


def graph(arrays: Arrays, spelt: Sequence[str], layers: int) -> bytes:
    """The file of an encoder with these numbers, packed; `spelt` are its pieces in the order of their vectors."""
    drawing = _Drawing(arrays)
    drawing.sense(drawing.body(layers))
    return _file(drawing, spelt, {"sense": ["labels"]})


def sides_graph(arrays: Arrays, spelt: Sequence[str], layers: int) -> bytes:
    """The file of the encoder by which a sentence of a handover is laid beside a point (`app.handover.sense`)."""
    drawing = _Drawing(arrays)
    drawing.sides(drawing.body(layers))
    each = ["pieces", "width"]
    return _file(drawing, spelt, {"as_point": each, "as_sentence": each, "weighs": ["pieces", 1], "mean": ["whole"]})


def _file(drawing: "_Drawing", spelt: Sequence[str], made: Mapping[str, list[Any]]) -> bytes:
    whole = helper.make_graph(
        drawing.nodes,
        "encoder",
        [helper.make_tensor_value_info(name, TensorProto.INT64, size) for name, size in _GIVEN],
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


_GIVEN: tuple[tuple[str, list[Any]], ...] = (("pieces", ["pieces"]), ("said", [1]))


class _Drawing:
    """The nodes of a graph in their order, and the numbers they use; numbers of the graph's own begin with "="."""

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
        rows = self._do("Cast", self._do("Gather", self._held_as("vectors.rows"), "pieces"), to=TensorProto.FLOAT)
        sizes = self._do("Gather", self._held_as("vectors.sizes"), "pieces")
        x = self._do("Mul", rows, self._do("Unsqueeze", sizes, self._own([1])))
        x = self._do("Add", x, self._do("Gather", self._held_as("places"), there))
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

    def sides(self, x: str) -> None:
        """The vectors by which a text is compared as a point and as a sentence, how each is heeded, their mean."""
        for name in ("as_point", "as_sentence", "weighs"):
            product = self._do("MatMul", x, self._turned(f"{name}.rows"))
            self.nodes.append(helper.make_node("Add", [product, self._held_as(f"{name}.offset")], [name]))
        self.nodes.append(helper.make_node("ReduceMean", [x, self._own([0])], ["mean"], keepdims=0))

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


def _unsigned(rows: Any) -> Any:
    """A matrix of bytes as it is multiplied: a column for each of its rows, and no byte below nought."""
    return np.ascontiguousarray((rows.astype(np.int16) + _MIDDLE).astype(np.uint8).T)


def _signed(columns: Any) -> Any:
    return np.ascontiguousarray((columns.astype(np.int16) - _MIDDLE).astype(np.int8).T)
