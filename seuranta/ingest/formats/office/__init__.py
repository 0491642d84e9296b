"""What Word, PowerPoint and Excel files have in common: parts, themes, symbols."""
