"""The programs that measure say what is so."""
