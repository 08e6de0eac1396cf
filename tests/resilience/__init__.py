"""Inputs that try to cost more than they may: bounds of bodies, errors, texts, records and imports."""
