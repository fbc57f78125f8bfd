"""The build cache: rendered text, stored by cache key."""
