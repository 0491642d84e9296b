"""Who is who from one period to the next."""
