"""Plays a scenario for its author: what can happen in it, what can be found out, and what must not be given away."""
