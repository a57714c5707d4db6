from django import forms

from sherwood.web.site.ui.fields import lines


class Refusing(forms.Form):
    reason = lines("Why is this change refused?", help_text="Whoever proposed it reads this.")


class Withdrawing(forms.Form):
    because = lines(
        "Why is this finding withdrawn?",
        help_text="The finding stays on its page with this reason, and no longer counts as one that needs action.",
    )
