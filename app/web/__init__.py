"""Layout, components, error pages, guards, security headers and static files; knows no feature."""
