"""`link`: a person confirms who is who, and the word is kept in `register.csv`."""
