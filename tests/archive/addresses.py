"""Whose the pages of closing are: the test that walks them stands in test_access.py."""

OPERATORS = {"archive:closings", "archive:closing_site", "archive:plan_site"}
READ = {"archive:closing"}
WRITE = {"archive:plan"}
POST_ONLY = {
    *(f"archive:{verb}_site" for verb in ("confirm", "drop", "seal")),
    *(f"archive:{verb}" for verb in ("confirm", "drop", "seal")),
}
CLOSING = {*OPERATORS, *READ, *WRITE, *POST_ONLY}
