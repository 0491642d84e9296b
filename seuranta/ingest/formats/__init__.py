"""One reader per format: from the bytes of a document to its grids."""
