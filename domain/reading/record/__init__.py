"""The record that a text makes as a whole: its kind and its source."""
