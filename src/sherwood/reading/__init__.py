"""A file becomes records: recognised, normalised, accepted or quarantined."""
