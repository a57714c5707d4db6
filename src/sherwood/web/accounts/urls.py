"""Signing in and one's own account. Only the pages of allauth that we use are reachable."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from sherwood.web.accounts import views

urlpatterns = [
    path("", views.own_account, name="own_account"),
    path("sign-in", account.login, name="account_login"),
    path("sign-out", account.logout, name="account_logout"),
    path("closed", account.account_inactive, name="account_inactive"),
    path("confirm", account.reauthenticate, name="account_reauthenticate"),
    path("password", account.password_change, name="account_change_password"),
    path("second-step", mfa.index, name="mfa_index"),
    path("second-step/sign-in", mfa.authenticate, name="mfa_authenticate"),
    path("second-step/confirm", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/start", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/stop", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-step/codes/new", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-step/codes/file", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
