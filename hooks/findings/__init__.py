"""What a check reports: findings, formatted for a terminal, as GitHub annotations and as JSON."""
