"""Tests of the torturer: its judge, its buyers, and that it finds what is planted."""
