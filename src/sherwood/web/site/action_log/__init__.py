"""What somebody has undertaken to do: by when, what shows it done, and the second person who checked."""
