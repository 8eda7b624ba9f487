"""That nobody could read the message of an error: told by who could not, or by how soon it is gone."""

import re
from collections.abc import Iterator

from app.handover.note import Note
from app.handover.scorecard import Span
from app.language.vocabulary import VOCABULARY

_MESSAGES = VOCABULARY.words["messages_of_errors"]
_READ = r"(?:read|catch|make (?:it|this|that|any of it|anything) out)"
_ABLE = r"(?:can|could|cld|cud|(?:is|are|was|were) able to|manage[sd]? to|got to|gets to|ha[sd] (?:the )?time to)"
_NOBODY = r"(?:no[ -]?body|no[ -]?one|none of (?:us|them|the \w+)|no \w+)"
_ANYBODY = r"(?:any[ -]?body|any[ -]?one|you|u|we|i|they|he|she|\w+ \w+|\w+)"
_UNREAD = re.compile(
    rf"\b{_NOBODY} (?:else )?(?:has |have |had )?{_ABLE} (?:see|note|copy|{_READ})\b"
    rf"|\bbefore {_ANYBODY}(?: {_ABLE})? {_READ}\b"
    rf"|\b(?:be|been|was|were) (?:read|caught|seen|noted|made out) by (?:nobody|no[ -]?one|none)\b"
)


def unread_errors(note: Note) -> Iterator[Span]:
    """The clauses that say of a message that nobody could read it: "the wording could be read by no one"."""
    stems = note.reading.stems
    for clause in note.reading.clauses:
        if clause.section not in (None, "error") or not _UNREAD.search(
            note.reading.folded.text, clause.start, clause.end
        ):
            continue
        inside = note.reading.clauses_of_sentence[clause.sentence]
        first, last = note.reading.clauses[inside[0]].first, note.reading.clauses[inside[-1]].last
        if clause.section == "error" or not _MESSAGES.isdisjoint(stems[first:last]):
            yield clause.start, clause.end
