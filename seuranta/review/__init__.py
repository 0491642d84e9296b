"""The review loop: people are asked about readings, on a terminal or in a sheet, and their word is kept."""
