"""Tests of who is who and of what changed."""
