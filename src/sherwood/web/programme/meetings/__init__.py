"""Bodies' terms and seats, their meetings from agenda to minutes, questions that must be answered, and barriers."""
