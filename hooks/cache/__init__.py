"""The build cache: rendered text by cache key."""
