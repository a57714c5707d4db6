"""One file for each format; each defines a FORMAT of the same name."""
