"""The sections of the report, one module each; every one takes an `Edition` and gives a `Section`."""
