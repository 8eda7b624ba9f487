"""A small sentence encoder: the net that ONNX Runtime computes, and the pieces of words it knows by number."""

from collections.abc import Mapping
from dataclasses import dataclass

from onnxruntime import InferenceSession, SessionOptions


@dataclass(frozen=True, slots=True)
class Encoder:
    """`known` numbers the pieces of words; `net` computes."""

    known: Mapping[str, int]
    net: InferenceSession


def opened(file: bytes) -> Encoder:
    """An encoder from its file, which names its pieces in their order.

    It computes in the thread that asks: it has none of its own, so a process may be forked after it was opened.
    """
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    net = InferenceSession(file, options, providers=["CPUExecutionProvider"])
    spelt = net.get_modelmeta().custom_metadata_map["pieces"].split("\n")
    return Encoder({piece: number for number, piece in enumerate(spelt)}, net)
