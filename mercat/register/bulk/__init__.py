"""One change of many accounts: each is judged first, and what was made can be undone whole."""
