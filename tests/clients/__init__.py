"""The generated clients: what is committed, and what it can do."""
