"""Open data: what was published of a period, described so that any program can read it."""
