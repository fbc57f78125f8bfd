"""Every rule run over a project."""
