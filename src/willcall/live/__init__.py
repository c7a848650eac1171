"""Live availability: what changes in a shop is told to whoever listens, with one read however many they are."""
