"""Another council's site, from empty: two administrators at the command line, everybody else by the pages."""

import tomllib
from datetime import date

from django.test import Client

from filling import filled
from sherwood.governance import definition
from sherwood.governance import programme as facts
from sherwood.governance.roles import Role
from sherwood.kit.names import spelled
from sherwood.web.programme.programmes.actions import load_programme
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.actions import enter_administrator
from sherwood.web.site.accounts.models import OrganisationUnit, RoleGrant, User
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.ui.clock import today

PASSWORD = "four quite unlikely words"
DEFINITION = """
[programme]
key = "getting-to-good"
title = "Getting to good"
council = "Marlow Borough"
aim = "Children are seen in time."
mandate = "Asked for by the Cabinet."
began_on = 2010-01-04
planned_end_on = 2011-03-31

[rules]
deciding_body = "improvement_board"
challenging_body = "partners"

[[body]]
key = "improvement_board"
name = "Improvement Board"
remit = "Decides."
source = "1"
quorum = 2
seats = ["Independent chair", "Lead member"]
terms_agreed_on = 2010-01-04

[[body]]
key = "partners"
name = "Partners' panel"
remit = "Challenges."
source = "1"
reports_to = "improvement_board"

[[rating]]
key = "done"
title = "Delivered"
mark = "blue"
counts_as = "green"

[[rating]]
key = "well"
title = "Going well"
mark = "green"
counts_as = "green"

[[rating]]
key = "watch"
title = "Watch"
mark = "amber"
counts_as = "amber"

[[rating]]
key = "rescue"
title = "Needs rescue"
mark = "red"
counts_as = "red"

[[likelihood]]
key = "hardly"
title = "Hardly"
description = "once in ten years"

[[likelihood]]
key = "perhaps"
title = "Perhaps"

[[likelihood]]
key = "probably"
title = "Probably"

[[likelihood]]
key = "surely"
title = "Surely"

[[impact]]
key = "little"
title = "Little"

[[impact]]
key = "felt"
title = "Felt"

[[impact]]
key = "grave"
title = "Grave"
description = "a service stops"

[[impact]]
key = "ruinous"
title = "Ruinous"

[[risk_band]]
key = "fine"
title = "Tolerable"
from_score = 1
mark = "blue"

[[risk_band]]
key = "bad"
title = "Intolerable"
from_score = 9
mark = "red"
asks = "tell the panel"
key_risk = true

[[finding_kind]]
key = "must"
title = "Must be put right"

[[finding_kind]]
key = "advice"
title = "Advice of the peer review"

[[finding_kind]]
key = "done_well"
title = "Done well"
needs_action = false

[[project]]
key = "W1"
name = "Front door"
category = "high_priority"
lead = "Head of early help"
aim = "Seen in time."
source = "2"
stage = "idea"
printed_number = 1
"""


class Office:
    """The council's people, each in a browser of their own, by role."""

    def __init__(self):
        self.clients: dict[str, Client] = {}
        for email in ("keys@marlow.example", "keys-2@marlow.example"):
            enter_administrator(email=email, post=f"Keeper, {email}", password=PASSWORD, by=COMMAND_LINE)
        self.keeper, self.second = map(self.browser, ("keys@marlow.example", "keys-2@marlow.example"))

    def browser(self, email: str) -> Client:
        client = Client()
        user = User.objects.get(email=email)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def enter(self, role: Role, post: str, email: str = "", unit: OrganisationUnit | None = None) -> Client:
        """Somebody is entered by one administrator, asked a role for, and agreed by the other."""
        email = email or f"{spelled(post).replace(' ', '.')}@marlow.example"
        assert self.keeper.post("/account/people/new", {"email": email, "post": post}).status_code == 302
        user = User.objects.get(email=email)
        given = {"role": role.name, "unit": unit.pk if unit else "", **day("from_on", today())}
        page = f"/account/people/{user.pk}/roles/new"
        answer = self.keeper.post(page, filled(self.keeper.get(page)) | given)
        assert answer.status_code == 302, answer.content.decode()
        for grant in RoleGrant.objects.waiting().filter(user=user):
            path = f"/account/people/requests/{grant.pk}/"
            assert self.second.post(path, {"answer": "agree"}).status_code == 302
        return self.browser(email)


def founded(more: str = "", stage: str = "idea", rules: str = "") -> Programme:
    """The council's programme, loaded from its own definition at the command line."""
    return load_programme(definition=defined(more, stage, rules), by=COMMAND_LINE)


def defined(more: str = "", stage: str = "idea", rules: str = "") -> facts.Programme:
    """What the council's definition says, with more of it."""
    said = DEFINITION.replace('stage = "idea"', f'stage = "{stage}"').replace("[rules]", f"[rules]\n{rules}")
    return definition.read_raw(tomllib.loads(said + more), set())


def day(name: str, on: date) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}_0": str(on.day), f"{name}_1": str(on.month), f"{name}_2": str(on.year)}


def words(answer) -> str:
    return " ".join(answer.content.decode().split())
