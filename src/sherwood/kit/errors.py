"""A mistake somebody can put right."""


class SherwoodError(Exception):
    """Says what was expected, what came, where, and what to do next. Never holds a child's data.

    The command line prints it as one line without a traceback; a page shows it beside the field.
    """


class Refusal(SherwoodError):
    """An act that may not be done, with the reason as a person reads it."""
