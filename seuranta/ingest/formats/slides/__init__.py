"""PowerPoint presentations, from their XML."""
