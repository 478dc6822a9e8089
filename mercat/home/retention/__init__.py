"""What is kept how long: the table, its periods, the holds, the nightly job and its log."""
