"""Uncertain dates and instants."""
