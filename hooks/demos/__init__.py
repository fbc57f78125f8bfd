"""Programs that prove what an answer claims: run, written down, compared. Knows no MkDocs and no Library."""
