"""The announcement record and its parts."""
