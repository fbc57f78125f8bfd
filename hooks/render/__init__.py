"""Models into Markdown and HTML: pure, and escaped unless it says otherwise."""
