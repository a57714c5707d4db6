"""The rules of the programme as plain tables; imports no model."""
