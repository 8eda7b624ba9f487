"""The debrief of one attempt on paper, to be read together with a pencil."""
