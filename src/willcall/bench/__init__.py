"""Measuring: a throw-away server, a client that costs little, and what the two have used.

`willcall bench` measures holds with it; `make bench` of a checkout measures everything (`tests/load`). It knows
Willcall as a buyer does: by the command line and by HTTP.
"""
