from django import forms


class WantedMessages(forms.Form):
    wanted = forms.BooleanField(
        label="Send me a message on days when something new waits for me", required=False,
        help_text="At most one a day. It never holds a child's data.",
    )  # fmt: skip
