"""Loads and snapshots, measures with their charts, and the children behind a number."""
