"""Server and worker killed in the middle of work; `make crash` does it ten times."""
