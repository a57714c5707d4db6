"""Files that people send: kept beside the database, known by their content, limited, scanned, seen by whom they concern.

An app that takes files has a row that points at them and says who may see them (decision 38).
"""
