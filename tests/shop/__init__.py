"""What the shop of the reference did for a buyer, set up and looked at through the API (README.md)."""
