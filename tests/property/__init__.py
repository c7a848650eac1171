"""The engine against a naive model, and the ledgers against each other, over histories that nobody thought of."""
