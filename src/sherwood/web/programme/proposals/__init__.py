"""What a definition proposes to a programme that runs: each change agreed or refused by a second person, then made."""
