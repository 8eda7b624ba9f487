"""What managers look at: reads only, no tables of its own."""
