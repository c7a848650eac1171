"""Reservations: asks are decided in batches over a book of what is left, and become holds or refusals.

Pure: `ask`, `book`, `catalogue`, `quota`, `attendee`, `decide`. One transaction: `ledger_*`. In and out: `batch`,
`http`.
"""
