"""What this system keeps about somebody, for themselves: as JSON and as a page, in a zip."""
