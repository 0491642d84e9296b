"""How a report looks on paper, and what makes it readable aloud."""
