"""A council's front door as a queue: makes the invented council of the demonstration."""
