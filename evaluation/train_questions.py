"""Trains the question reader on the bank of phrasings and writes its file: `python -m evaluation.train_questions`."""

import sys
import time

from app.simulation.model import MODEL_FILE
from evaluation.phrasing_bank import checklist_phrasings, read_bank, read_checklist, read_scenarios
from evaluation.question_trainer import train, write


def main() -> None:
    """Trains on everything and writes the file."""
    began = time.perf_counter()
    checklist = read_checklist()
    bank = [*read_bank(), *checklist_phrasings()]
    write(train(bank, read_scenarios(bank), tuple(checklist.ids())))
    size = MODEL_FILE.stat().st_size / 1024
    sys.stdout.write(f"{len(bank)} phrasings, {size:.0f} KB, {time.perf_counter() - began:.0f} s\n")


if __name__ == "__main__":
    main()
