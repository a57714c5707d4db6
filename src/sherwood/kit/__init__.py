"""Knows nothing of children's services; stays small."""
