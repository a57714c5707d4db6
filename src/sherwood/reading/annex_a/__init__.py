"""The inspection lists (Annex A): how each list is known, how its values are spelled and what it becomes."""
