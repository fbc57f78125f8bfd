"""A build of the guide: load the data, render answers, generate pages and the search index."""
