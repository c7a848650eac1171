"""How long to look for counterexamples: the whole folder runs within a minute."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A machine that is busy with other tests is no reason to fail; what is found is printed so that it can be repeated.
settings.register_profile("ci", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")
