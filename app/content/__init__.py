"""Turns the files of `content/` into frozen, checked objects and names every problem at once. Pure."""
