"""The verbs of accounts: people, the roles they hold, and the organisation with its places."""

from sherwood.web.site.accounts.actions.organisation import lay_out_organisation
from sherwood.web.site.accounts.actions.people import (
    add_person,
    change_password,
    change_post,
    check_link,
    choose_password,
    close_account,
    make_link,
    name_worker,
    open_account,
    sign_in,
    sign_out,
)
from sherwood.web.site.accounts.actions.posts import KEEPS_POSTS, NAMES_POSTS, enter_post, retitle_post
from sherwood.web.site.accounts.actions.roles import (
    agree_role,
    decline_role,
    end_role,
    enter_administrator,
    grant_role,
)

__all__ = [
    "KEEPS_POSTS",
    "NAMES_POSTS",
    "add_person",
    "agree_role",
    "change_password",
    "change_post",
    "check_link",
    "choose_password",
    "close_account",
    "decline_role",
    "end_role",
    "enter_administrator",
    "enter_post",
    "grant_role",
    "lay_out_organisation",
    "make_link",
    "name_worker",
    "open_account",
    "retitle_post",
    "sign_in",
    "sign_out",
]
