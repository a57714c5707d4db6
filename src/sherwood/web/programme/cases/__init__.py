"""The business case of a project: written, vetted, challenged and decided, each version kept as it was."""
