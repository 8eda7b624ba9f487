"""People, teams, roles and signing in."""
