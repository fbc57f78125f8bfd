"""Models to Markdown and HTML: pure functions, escaped unless stated otherwise."""
