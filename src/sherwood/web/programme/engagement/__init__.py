"""Who has a stake, how far partners are with us, and what is said to whom, when and by whom."""
