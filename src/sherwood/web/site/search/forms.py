from django import forms

LEAST = 2  # letters


class SearchWords(forms.Form):
    """What somebody looks for. It is sent in the body, never in the address: it may be the number of a child."""

    words = forms.CharField(
        label="What are you looking for?",
        max_length=100,
        min_length=LEAST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "required": "Enter what you are looking for",
            "min_length": f"Enter at least {LEAST} letters or numbers",
            "max_length": "What you are looking for must be 100 characters or fewer",
        },
    )
