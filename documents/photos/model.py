"""The detector's model: where it lies, and how it is made of the one that is published.

The published one takes pictures of one shape; ours takes any. ``script/bootstrap`` calls this file: with the
published one, where ``onnx`` is, to make ours; with nothing, to ask whether ours is there.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

PLACE = Path(__file__).parents[2] / "var" / "centerface.onnx"
PUBLISHED = "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc"  # SHA-256
MADE = "fa8edb6449f7b59e1638168bf18da41af039184d792b5bb10e373a6613617139"
INPUT = "input.1"  # batch, RGB, rows, columns: 0 to 255, sides in multiples of 32
OUTPUTS = {
    "537": 1,
    "538": 2,
    "539": 2,
    "540": 10,
}  # heat, sizes, offsets, landmarks: by name, layers


class WrongFile(Exception):
    """It is not the file whose digest is written here."""


def read(file: Path, digest: str) -> bytes:
    """:raises WrongFile: it is another; :raises OSError: there is none"""
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise WrongFile(file.name)
    return content


def make(source: Path, place: Path = PLACE) -> None:
    """Whole or not at all: a set-up that was cut off begins again.

    :raises WrongFile: the published one, or what was made of it, is not the one we know
    """
    published = read(source, PUBLISHED)
    import onnx
    from onnx.tools.update_model_dims import update_inputs_outputs_dims

    model = onnx.load_model_from_string(published)
    rest = {one.name: _sides(one) for one in model.graph.input if one.name != INPUT}
    sides = {name: ["N", layers, "h", "w"] for name, layers in OUTPUTS.items()}
    made = update_inputs_outputs_dims(model, rest | {INPUT: ["N", 3, "H", "W"]}, sides)
    unfinished = place.with_suffix(".part")
    unfinished.write_bytes(made.SerializeToString(deterministic=True))
    read(unfinished, MADE)
    unfinished.replace(place)


def _sides(one: Any) -> list[int]:
    return [side.dim_value for side in one.type.tensor_type.shape.dim]


def is_there() -> bool:
    try:
        return bool(read(PLACE, MADE))
    except (OSError, WrongFile):
        return False


if __name__ == "__main__":
    if sys.argv[1:]:
        make(Path(sys.argv[1]))
    elif not is_there():
        sys.exit(1)
