"""The public API, as recorded."""
