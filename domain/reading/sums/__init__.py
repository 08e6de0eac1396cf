"""Sums of money in running text: where they stand, and what the words around them say about them."""
