"""Torture: a rush against any server that speaks the interface, and a judge of what came of it."""
