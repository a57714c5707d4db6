"""The only wing that knows Django."""
