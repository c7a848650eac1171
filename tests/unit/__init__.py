"""Rules without their surroundings, and the rooms below them each by itself."""
