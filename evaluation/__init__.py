"""Trains and measures the marker on the labelled handovers. For development only; the server never imports it."""
