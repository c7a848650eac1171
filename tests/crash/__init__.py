"""Crashes lose nothing: real servers and databases are killed under load, and what was acknowledged is looked for."""
