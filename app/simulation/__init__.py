"""The people, the desk tools and the clock an agent meets. Pure: time, chance and who acts come in as arguments."""
