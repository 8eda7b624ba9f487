"""Pure decisions of this room: where a person stands, what a team comes to in a sentence, what is worth doing."""
