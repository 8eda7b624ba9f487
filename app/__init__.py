"""Baton: a Flask site that teaches service desks to hand major incidents over well."""
