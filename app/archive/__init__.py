"""Keeps the text behind every content hash ever used, so that an old score can be reproduced."""
