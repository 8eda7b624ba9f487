"""For authors: check the content, and mark or ask by command."""
