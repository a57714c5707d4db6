"""What the site keeps of its own working, for a day."""

from django.db import models


class Sent(models.Model):
    """A form that was sent: which it was, and where it led. Digests alone: nothing that was typed is here."""

    name = models.CharField(max_length=64, primary_key=True)  # of the form, who sent it and to which address
    said = models.CharField(max_length=64)  # of what it said
    at = models.DateTimeField(db_index=True)
    led_to = models.TextField(blank=True)  # empty while it is worked on

    def __str__(self):
        return f"sent at {self.at:%H:%M}"
