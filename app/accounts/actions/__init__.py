"""The writes of this room, by what they are about."""
