"""Helpers of a checkout: set up the environment, make the README's picture."""
