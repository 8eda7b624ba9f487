"""How far the marker agrees with people: blind ratings, agreement, and the words behind each difference."""
