"""The migrations, in order. One that has been released is never edited; `willcall.db.migrate` runs them.

They say what they do to each database by themselves: the tables they made may since have changed in `db.tables`.
"""
