"""Benchmarks: throughput beside bare Flask, SQLite beside PostgreSQL, lists as data grows, a capacity model."""
