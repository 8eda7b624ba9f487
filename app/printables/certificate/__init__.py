"""A certificate on paper, with the address at which anybody can check it."""
