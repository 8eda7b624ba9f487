"""Pure decisions of this room: the clock, what may be done when, and how a scorecard is put into words."""
