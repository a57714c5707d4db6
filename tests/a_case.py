"""A complete business case, as its lead would have typed it."""

from posts import post_sent
from sherwood.governance.case import CHECKS

CHECKER = "Business manager"
post_sent(CHECKER)  # a post that a case names is in the register


def content() -> dict[str, dict[str, str]]:
    """Everything a case needs: four options, the third preferred."""
    options = {"A": ("Leave it", "do_nothing"), "B": ("A rota", "do_minimum"), "C": ("Two posts", "real"), "D": ("Buy in", "real")}  # fmt: skip
    money = {"prices": "2009/10", "uplift_reason": "Recruitment has run late before.", "harms": "None: no service gives way."}  # fmt: skip
    for key, cost, benefit in (("A", "0", "0"), ("B", "10,000", "5000"), ("C", "£60,000", "90000"), ("D", "95000", "90000")):  # fmt: skip
        money |= {f"0.{key}.costs": cost, f"1.{key}.benefits": benefit, f"uplift_{key}": "10"}
    money["1.C.disbenefits"] = "2000"
    return {
        "summary": {"what": "Two more practitioners at the front door.", "why": "Assessments wait."},
        "findings": {"keys": "A1, A2", "how": "Assessments are begun at once."},
        "outcomes": {
            "1.words": "Children are seen sooner",
            "1.shown_by": "Share in time",
            "1.by_when": "June 2010",
        },
        "data": {"source": "Case system, 28 February 2010", "limits": "Not why they were late."},
        "options": {
            f"{key}.{name}": value
            for key, (words, kind) in options.items()
            for name, value in (("name", words), ("kind", kind), ("words", f"What {words.lower()} means."))
        },
        "money": money,
        "risks": {
            f"{n}.{name}": value
            for n, key in enumerate(options, 1)
            for name, value in (
                ("option", key),
                ("words", "It comes too late"),
                ("probability", "25"),
                ("impact", "4000"),
            )
        },
        "unpriced": {
            "1.name": "Trust of families",
            "1.weight": "3",
            "1.A": "0",
            "1.B": "2",
            "1.C": "4",
            "1.D": "3",
        },
        "preferred": {"option": "C", "why": "It lasts."},
        "checks": {
            f"{check}.{name}": value
            for check in CHECKS
            for name, value in (("answer", "yes"), ("post", CHECKER), ("words", "Agreed."))
        },
    }
