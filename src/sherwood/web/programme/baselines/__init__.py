"""The initiation document: frozen as numbered versions, compared, approved; the high-level plan made from data."""
