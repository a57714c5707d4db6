"""The children in need census: its elements, and what a file of it covers."""
