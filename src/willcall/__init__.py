"""Willcall holds tickets: a headless ticketing back end that never oversells and never forgets a hold."""

__version__ = "0.1.0"
