"""What the system does: plain functions, session first, then keywords. No Flask, no HTTP."""
