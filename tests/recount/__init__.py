"""An independent recount: every measure counted again by hand from the files, and set beside what Sherwood says.

Written from the published definitions (`docs/measures`), not from the code. It shares no code with `reading` or
`measuring`: it reads the files with pandas, has a calendar, placements and a reading of the looked-after return and of the
inspection lists of its own, and goes through the records row by row where Sherwood computes columns. Sherwood is only
asked for what is under test: to load the files, and for figures, splits and lists.

    PYTHONPATH=src:tests .venv/bin/python -m recount                   # a small council, everything
    PYTHONPATH=src:tests .venv/bin/python -m recount --scale 1 --years 6   # a whole one (some minutes)
    PYTHONPATH=src:tests .venv/bin/python -m recount --folder FOLDER   # files of your own

Every difference is printed: the measure, the period, the part, both values, and the rows that differ.
"""
