"""Reading modules, answering knowledge checks, following the path."""
