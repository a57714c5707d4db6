"""The programme: bodies, findings, priorities, projects, money, and what the measures say of them."""
