"""Text: CSV, Markdown, tab-separated and wrapped."""
