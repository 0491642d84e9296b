"""Notebooks run in kernels of their own, one process each."""
