"""Tests of communique-client, in clients/python."""
