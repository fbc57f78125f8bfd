"""The mistakes newcomers make most, and the messages they get."""
