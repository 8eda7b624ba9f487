"""Attempts at scenarios: start, ask, look up, note, hand over, debrief."""
