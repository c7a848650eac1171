"""The database room: tables, statements, transactions and migrations for SQLite and PostgreSQL.

Everything to its right says `Tx` and never learns which of the two it is talking to. No rule of ticketing lives here.
"""
