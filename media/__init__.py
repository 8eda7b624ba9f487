"""Pictures and films of the running product, made by commands and kept beside the content they show."""
