"""Benchmarks: run by `make bench`, never as tests; figures, not verdicts."""
