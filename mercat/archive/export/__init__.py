"""What readers could see, as files that need no server."""
