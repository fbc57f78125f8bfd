"""Pure functions: models to Markdown and HTML, escaped unless stated otherwise."""
