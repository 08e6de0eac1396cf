"""How much of what bare Flask could do is left once the work is done: `python -m benchmarks`."""
