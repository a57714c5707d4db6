"""Spending and forecast against each source of money, and external consultancy against its ceiling."""
