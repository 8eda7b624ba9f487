"""Who did what, when, to what, why; append-only."""
