"""Locking out who guesses passwords: by account and by address, in the same words
whether or not the account exists.
"""

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.shortcuts import render


class AccountOrAddress(AxesDatabaseHandler):
    """Two limits: a few failures for an account, more for an address, since a council's staff share one."""

    def get_failures(self, request, credentials=None) -> int:
        account, address = (
            attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(account, address * settings.AXES_FAILURE_LIMIT // settings.ADDRESS_FAILURE_LIMIT)

    def reset_user_attempts(self, request, credentials=None) -> int:
        """Signing in forgives that account's failures, and not those of others from the same address."""
        removed, _ = AccessAttempt.objects.filter(username=account_tried(request, credentials)).delete()
        return removed


def account_tried(request, credentials=None) -> str:
    """The address typed in, as accounts are written."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()[:255]


def locked_out(request, response=None, credentials=None):
    return render(request, "accounts/locked_out.html", status=429)
