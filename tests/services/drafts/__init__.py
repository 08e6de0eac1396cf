"""Tests of the assembly of drafts."""
