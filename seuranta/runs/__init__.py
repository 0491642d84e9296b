"""Runs: one period from its documents to its reports, many side by side, and what is there of them."""
