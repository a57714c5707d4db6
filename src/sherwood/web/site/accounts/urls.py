"""Signing in and one's own account. Only the pages of allauth that we use are reachable."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from sherwood.web.site.accounts import lists, views
from sherwood.web.site.accounts.sign_in import where_mail_is_sent
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.own_account, name="own_account"),
    path("sign-in", account.login, name="account_login"),
    path("sign-out", account.logout, name="account_logout"),
    path("closed", account.account_inactive, name="account_inactive"),
    path("confirm", account.reauthenticate, name="account_reauthenticate"),
    path("password", account.password_change, name="account_change_password"),
    path("password/forgotten", where_mail_is_sent(account.password_reset), name="account_reset_password"),
    path("password/forgotten/sent", account.password_reset_done, name="account_reset_password_done"),
    path("password/new", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path(
        "password/new/<str:uidb36>/<str:key>",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("second-step", mfa.index, name="mfa_index"),
    path("second-step/sign-in", mfa.authenticate, name="mfa_authenticate"),
    path("second-step/confirm", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/start", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/stop", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-step/codes/new", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-step/codes/file", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("posts/", views.posts, name="post_register"),
    path("posts/new", views.new_post, name="post_enter"),
    path("posts/<int:pk>/", views.retitle_post, name="post_retitle"),
    path("posts/<int:pk>/merge", views.merge_post, name="post_merge"),
    path("posts.<str:kind>", file_of(lists.POSTS), name="post_register_file"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/new", views.new_unit, name="unit_new"),
    path("organisation/proposed", views.proposals, name="organisation_proposed"),
    path("organisation/changes/<int:pk>/", views.organisation_change, name="organisation_change"),
    path("organisation/<int:pk>/name", views.rename_unit, name="unit_rename"),
    path("organisation/<int:pk>/move", views.move_unit, name="unit_move"),
    path("organisation/<int:pk>/merge", views.merge_unit, name="unit_merge"),
    path("organisation/<int:pk>/close", views.close_unit, name="unit_close"),
    path("organisation.<str:kind>", file_of(lists.UNITS), name="organisation_file"),
    path("organisation/changes.<str:kind>", file_of(lists.CHANGES), name="organisation_changes_file"),
    path("people/", views.people, name="accounts"),
    path("people/new", views.new_person, name="accounts_new"),
    path("people/lists/<slug:sheet>.<str:kind>", file_of(*lists.FILES), name="accounts_file"),
    path("people/requests/", views.requests, name="accounts_requests"),
    path("people/requests/<int:pk>/", views.role_request, name="accounts_request"),
    path("people/<int:pk>/", views.person, name="accounts_person"),
    path("people/<int:pk>/post", views.change_post, name="accounts_post"),
    path("people/<int:pk>/worker", views.name_worker, name="accounts_worker"),
    path("people/<int:pk>/close", views.close, name="accounts_close"),
    path("people/<int:pk>/open", views.open_again, name="accounts_open"),
    path("people/<int:pk>/link", views.link, name="accounts_link"),
    path("people/<int:pk>/roles/new", views.new_role, name="accounts_role_new"),
    path("people/roles/<int:pk>/end", views.end_role, name="accounts_role_end"),
]
