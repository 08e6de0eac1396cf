"""Benchmarks: throughput against bare Flask, SQLite against PostgreSQL, lists as data grows, a capacity model."""
