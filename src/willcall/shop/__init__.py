"""The shop: what a buyer may see and buy, and for how much. Rules are pure functions over a snapshot of an event."""
