"""Sums, currencies and rates."""
