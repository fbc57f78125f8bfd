"""One build of the guide: data loaded, answers rendered, pages and search files generated."""
