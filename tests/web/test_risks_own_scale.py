"""A council's own scale of four points by four, with its words, bands and key risks; and one that becomes shorter."""

from datetime import date

import pytest

import other_council
from filling import filled
from other_council import day, defined, words
from posts import post
from proposing import agree_to, proposed
from sherwood.governance.roles import Role
from sherwood.web.programme.programmes.models import Impact
from sherwood.web.programme.risks.models import SCORES, Risk

pytestmark = pytest.mark.django_db
RISKS = "/programme/risks/"


def enters(manager, marks: tuple[int, ...], about: str = "Nobody answers the telephone."):
    page = f"{RISKS}new"
    said = {
        "words": about,
        "level": "strategic",
        "owner_post": post("Improvement manager").spelling,
        "mitigation": "A second line.",
        **day("raised_on", date(2010, 3, 1)),
        **dict(zip(SCORES, map(str, marks), strict=True)),
    }
    return manager.post(page, filled(manager.get(page)) | said, follow=True)


def test_the_form_says_what_each_point_means_and_takes_no_other(manager):
    page = words(manager.get(f"{RISKS}new"))
    assert "1 Hardly: once in ten years" in page
    assert "3 Grave: a service stops" in page
    assert "Almost certain" not in page
    enters(manager, (5, 4, 3, 3, 1, 1))
    assert not Risk.objects.exists()


def test_matrix_bands_and_key_risks_follow_the_scale(manager):
    enters(manager, (4, 4, 3, 3, 1, 1))
    page = words(manager.get(RISKS))
    assert "1 strategic (1 intolerable now)" in page
    assert "4 Surely" in page
    assert "4 Ruinous" in page
    assert "from 9 intolerable, tell the panel" in page
    assert "Almost certain" not in page
    risk = words(manager.get(Risk.objects.get().get_absolute_url()))
    assert "Intolerable, 9: probably, grave." in risk
    assert "3 of 4" in risk
    assert "Intolerable" in manager.get(f"{RISKS}risks.csv").content.decode("utf-8-sig")


def test_a_point_in_use_does_not_go_and_history_keeps_its_words(office, manager, monkeypatch):
    enters(manager, (4, 4, 4, 4, 1, 1))
    risk, board = Risk.objects.get(), office.enter(Role.BOARD_MEMBER, "Independent chair")
    shorter = other_council.DEFINITION.replace('[[impact]]\nkey = "ruinous"\ntitle = "Ruinous"\n', "")
    renamed = shorter.replace('title = "Intolerable"', 'title = "Too much"')
    monkeypatch.setattr("other_council.DEFINITION", renamed)
    made = proposed(defined())
    agree_to(made, [board])
    assert Impact.objects.count() == 4, "a live risk is scored there"
    assert "Too much, 16" in words(board.get(risk.get_absolute_url()))
    assert "Intolerable 16" in words(board.get(risk.get_absolute_url())), "as it was scored then"
    page = f"{RISKS}{risk.pk}/change"
    manager.post(page, filled(manager.get(page)) | {"before_impact": "3", "now_impact": "3"})
    agree_to(made, [board])
    assert Impact.objects.count() == 3
    assert "3 of 3" in words(board.get(risk.get_absolute_url()))


def test_a_scale_that_cannot_be_scored_is_refused_by_line():
    with pytest.raises(Exception, match="risk_band bad begins at 99, and no score is higher than 16"):
        _defined_with("from_score = 9", "from_score = 99")
    with pytest.raises(Exception, match="begins at score 1, and each band at a higher one"):
        _defined_with("from_score = 1", "from_score = 2")


def _defined_with(before: str, after: str):
    kept = other_council.DEFINITION
    other_council.DEFINITION = kept.replace(before, after, 1)
    try:
        return defined()
    finally:
        other_council.DEFINITION = kept
