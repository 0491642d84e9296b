"""Tests of asking a person who is who."""
