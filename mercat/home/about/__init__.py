"""What every organisation has to say of itself: whom to ask, and how to complain."""
