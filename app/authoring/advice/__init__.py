"""Advice on content that can be used as it is: what would make its marks easier to trust. One module a subject."""
