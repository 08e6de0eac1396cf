"""Normalising, analysing and matching text."""
