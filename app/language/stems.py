"""Stems of English words as the Snowball project defines them."""

import snowballstemmer


def stem(word: str) -> str:
    """The stem of a folded English word. A stemmer holds the word it is at, so each call has one of its own: one shared
    by threads cuts one word by the length of another."""
    return str(snowballstemmer.stemmer("english").stemWord(word))
