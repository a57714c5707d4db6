"""The shelf: one file a register. File, variable and key are the same word, such as `complaints`."""
