"""The mistakes that newcomers make most, and what each is told."""
