"""What any program needs to say about time, money and texts; knows no ticket."""
