"""That nobody could read the message of an error, told by who could not or how soon it is gone, or that it is lost."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from app.handover.note import Note
from app.handover.scorecard import Span
from app.language.vocabulary import VOCABULARY, stem

_MESSAGES = VOCABULARY.words["messages_of_errors"]
_PASSED_ON = frozenset(
    map(
        stem,
        (
            *("seen", "see", "saw", "noticed", "noted", "reported", "supplied", "given", "gave", "quoted", "quote"),
            *("obtained", "recorded", "mentioned", "read", "provided", "captured", "caller", "anybody", "anyone"),
        ),
    )
)
_READ = r"(?:read|catch|make (?:it|this|that|any of it|anything) out)"
_ABLE = r"(?:can|could|cld|cud|(?:is|are|was|were) able to|manage[sd]? to|got to|gets to|ha[sd] (?:the )?time to)"
_NOBODY = r"(?:no[ -]?body|no[ -]?one|none of (?:us|them|the \w+)|no \w+)"
_ANYBODY = r"(?:any[ -]?body|any[ -]?one|you|u|we|i|they|he|she|\w+ \w+|\w+)"
_UNREAD = re.compile(
    rf"\b{_NOBODY} (?:else )?(?:has |have |had )?{_ABLE} (?:see|note|copy|{_READ})\b"
    rf"|\bbefore {_ANYBODY}(?: {_ABLE})? {_READ}\b"
    r"|\b(?:wrote|written|typed) over (?:it|that|this|the message)\b|\bover[ -]?wr(?:ote|itten)\b"
    r"|\b(?:rerun|re-run|restart|reboot|retry|new run)\w* (?:has |had )?(?:wiped|cleared|lost|erased) "
    r"(?:it|that|the message)\b"
    rf"|\b(?:never|didn't|didnt|did not|{_NOBODY}) (?:wrote|write|noted|note|took|take|copied|copy) "
    r"(?:\w+ ){0,3}down\b"
    r"|(?:^|\b(?:error|message|text|wording)(?: (?:of|in|on)(?: the)? \w+)?:? )(?:is |was |got )?(?:lost|wiped|erased)$"
    rf"|\b{_NOBODY} (?:has |had |have )?(?:noted|recorded|read|quoted|gave|given|kept) (?:it|one|any|the|a|me|us|out)\b"
    r"|\b(?:not|never) (?:been )?(?:recorded|noted|taken down|written down|read out|quoted|supplied|captured)\b"
    r"|\b(?:did not|didn't|didnt) (?:catch|read|note|leave|take|quote|give) (?:what|it|the|a|any|me)\b"
    rf"|\b(?:be|been|was|were) (?:read|caught|seen|noted|made out) by (?:nobody|no[ -]?one|none)\b"
)


def none_was_seen(note: Note, span: Span) -> bool:
    """Whether "no message" is of what somebody saw, noted or passed on: nobody knows whether there is one."""
    clause = note.clause_at(bisect_left(note.word_starts, span[0]))
    ends = note.reading.clauses[note.reading.clauses_of_sentence[clause.sentence][-1]].last
    return not _PASSED_ON.isdisjoint(note.reading.stems[clause.first : ends])


def unread_errors(note: Note) -> Iterator[Span]:
    """The clauses that say of a message that nobody could read it: "the wording could be read by no one"."""
    stems, text = note.reading.stems, note.reading.folded.text
    for clause in note.reading.clauses:
        if clause.section not in (None, "error") or not _UNREAD.search(text[clause.start : clause.end]):
            continue
        inside = note.reading.clauses_of_sentence[clause.sentence]
        first, last = note.reading.clauses[inside[0]].first, note.reading.clauses[inside[-1]].last
        if clause.section == "error" or not _MESSAGES.isdisjoint(stems[first:last]):
            yield clause.start, clause.end
