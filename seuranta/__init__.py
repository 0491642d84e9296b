"""Follow-up of public programmes: from the documents people write to checked data and accessible reports."""
