"""Counts and sums over what a list query matches."""
