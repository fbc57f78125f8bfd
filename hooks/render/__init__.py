"""Pure: models to Markdown and HTML, escaped unless it says otherwise."""
