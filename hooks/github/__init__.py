"""What the guide says on GitHub: addresses, forms, comments. Workflows only call it."""
