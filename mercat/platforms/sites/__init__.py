"""One module per platform; each holds a PLATFORM."""
