"""What a report says: from the tables to blocks, in each language, with its charts."""
