"""The data in other formats: JSON API, Atom feed, social cards, redirects, JSON Schemas; and the style sheet."""
