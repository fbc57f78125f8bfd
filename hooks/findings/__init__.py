"""What a check reports: findings, and how they look on a terminal, as annotations and as JSON."""
