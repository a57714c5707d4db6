"""What is counted, with its clocks: one file each."""
