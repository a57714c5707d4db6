"""Who did what, and who looked at children's rows: append-only, hash-chained, never a foreign key.

Write with `from sherwood.web.site.trail import actions as trail` and `trail.record(...)` or `trail.look(...)`.
"""
