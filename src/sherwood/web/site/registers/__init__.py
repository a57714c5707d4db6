"""Registers of a service or of the programme: a Django model with one description beside it, as `ModelAdmin` is to a model.

The description says in which order the fields are asked for, which states there are and which moves lead from one to the
next, which clocks run, what a list shows, and what the rows become in the next snapshot. The mechanism gives the form, the
list, the page with its history, import, downloads, what waits for whom, and the addresses. docs/add-a-register.md walks
through one. What needs a rule that a description cannot say is an app with its own `actions.py`, not a condition here.
"""
