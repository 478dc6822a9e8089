"""What the public may tell an organisation: of an account that pretends, or that does not."""
