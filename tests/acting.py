"""What is only ever a part of another act, done within one made for a test."""

from sherwood.web.site.acts import ANYBODY, act


def within(part, *, by, **given):
    """Do `part` as meetings, cases and plans do it: within an act of theirs."""

    @act(needs=ANYBODY)
    def another_act(*, by):
        return part(**given, by=by)

    return another_act(by=by)
