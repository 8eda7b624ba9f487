"""Search over the pack: what is searched, what was asked for, the index in the database and the one way to ask it."""
