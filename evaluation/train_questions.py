"""Trains the question reader on the bank of phrasings and writes its file: `python -m evaluation.train_questions`.

Its words and how sure to be, that is, in some fifteen minutes. The sentence encoder beside it has a command of its own
(`python -m evaluation.train_encoder`), takes an hour, and has to be taught again only when the bank has grown by much.
"""

import sys
import time

from app.simulation.model import MODEL_FILE
from evaluation.phrasing_bank import checklist_phrasings, read_bank, read_checklist, read_scenarios
from evaluation.question_trainer import train, write
from evaluation.senses import read_senses


def main() -> None:
    """Trains on everything and writes the file."""
    began = time.perf_counter()
    checklist = read_checklist()
    bank = [*read_bank(), *checklist_phrasings()]
    write(train(bank, read_scenarios(bank), tuple(checklist.ids()), read_senses()))
    size = MODEL_FILE.stat().st_size / 1024
    sys.stdout.write(f"{len(bank)} phrasings, {size:.0f} KB, {time.perf_counter() - began:.0f} s\n")


if __name__ == "__main__":
    main()
