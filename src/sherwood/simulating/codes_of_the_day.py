"""Codes of the returns change with the years: what a row of some day would be coded."""

from datetime import date

from sherwood.kit.periods import financial_year_of
from sherwood.records import codes

SUCCESSORS = {
    "placement": {"H5": "K3", "P2": "K3"},
    "episode_end_reason": {"E43": "E46", "E44": "E47"},
    "activity": {"F3": "F5", "P3": "P5"},
}


def coded(codeset: str, code: str, day: date) -> str:
    """The code itself while it was in use on `day`, else the one that came after it."""
    return (
        code if codes.valid(codeset, code, financial_year_of(day).first.year) else SUCCESSORS[codeset][code]
    )
