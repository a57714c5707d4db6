"""The registers of where a programme comes from, one file each."""
