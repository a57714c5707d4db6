"""For every test: a test says what is right, never how fast; speed is measured in benchmarks/ alone."""

from hypothesis import settings

settings.register_profile("sherwood", deadline=None)
settings.load_profile("sherwood")
