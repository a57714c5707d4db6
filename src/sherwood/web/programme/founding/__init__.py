"""Setting a programme up by form: drafts of a definition, checked as a file is, then loaded as a file is."""
