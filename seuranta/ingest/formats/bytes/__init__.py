"""What a document is, by its bytes, before any reader opens it."""
