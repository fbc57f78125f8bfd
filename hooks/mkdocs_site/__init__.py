"""Everything that knows MkDocs: events, macros, the theme, the CSP. A thin adapter over the rooms below."""
