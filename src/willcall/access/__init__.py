"""Who asks, and what they may do: organizers' teams, their tokens, and the gate that every request passes.

Knows nothing of what an event sells.
"""

from willcall.access.teams import paths

__all__ = ["paths"]
