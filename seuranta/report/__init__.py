"""The report: one block model, composed from the tables, rendered as HTML and as PDF."""
