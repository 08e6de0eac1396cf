"""Business logic: plain functions, connection first, then keywords. No Flask, no HTTP."""
