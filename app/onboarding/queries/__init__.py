"""Reads of this room: the pack, and knowledge checks."""
