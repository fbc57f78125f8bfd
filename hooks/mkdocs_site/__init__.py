"""The MkDocs adapter: events, macros, theme patches, CSP. The only package that imports MkDocs."""
