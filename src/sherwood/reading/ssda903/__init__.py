"""The looked-after return (SSDA903): its files, the years they are of, and placements from episodes."""
