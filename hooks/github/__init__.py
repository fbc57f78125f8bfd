"""GitHub: API client, pull request comments, issue forms and the weekly stale-content issue. Workflows just call it."""
