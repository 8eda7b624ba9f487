"""What the pages of authors show, one file a kind of page."""
