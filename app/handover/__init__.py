"""Marks a handover against a scenario: verdict, evidence and reason an item, the score and the pass. Pure."""
