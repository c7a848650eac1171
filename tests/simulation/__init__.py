"""Deterministic simulation: the real engine on a simulated clock, scheduler and database; docs/simulation.md."""
