"""docs/add-a-register.md, followed to the letter in a copy of the tree: the register is there, and people can use it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"^ *```(?:python|toml)\n( *)# (src/\S+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^ *```sh\n *(.+?)\n *```", re.MULTILINE)

BY_A_USER = """
import django
django.setup()
from datetime import date
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
call_command("migrate", verbosity=0)
from django.conf import settings
from django.urls import reverse
from sherwood.governance.roles import Role
from sherwood.web.site.accounts.demonstration import people_of, seed_people
from sherwood.web.site.offers.kinds import COUNTY
from sherwood.web.services.registers.compliments import Compliment, compliments
from sherwood.web.site.registers.demonstration import seed_from

team = {"team": "Duty", "kind": "reception and assessment", "locality": "North", "service": "Social Care"}
users = seed_people(council="Anyshire", placings=[team], worker="W1")
director = next(user for person, user in zip(people_of(COUNTY), users) if person.role is Role.SERVICE_DIRECTOR)
client = Client()
client.force_login(director, backend="allauth.account.auth_backends.AuthenticationBackend")
sent = {"reference": "P9", "theme": "quick", "team": "Duty", "child": "", "worker": ""}
sent |= {"received_on_0": 1, "received_on_1": 3, "received_on_2": 2010}
answer = client.post(reverse("compliments_new"), sent)
assert answer.status_code == 302, answer.context["form"].errors
row = Compliment.objects.get()
early = {"revision": row.revision, "passed_on_on_0": 1, "passed_on_on_1": 2, "passed_on_on_2": 2010}
answer = client.post(reverse("compliments_pass_on", args=[row.pk]), early)
assert "before it came" in str(answer.context["form"].errors)
answer = client.post(reverse("compliments_pass_on", args=[row.pk]), early | {"passed_on_on_1": 3})
assert answer.status_code == 302
row.refresh_from_db()
assert row.state == "passed_on"
for page in ("compliments", "compliments_themes"):
    assert client.get(reverse(page)).status_code == 200
assert "P9" in client.get(reverse("compliments_file", args=["csv"])).content.decode()
assert "Compliments" in client.get(reverse("practice")).content.decode()

from filling import fields_of
from other_council import day, founded
from posts import post
from datetime import timedelta
from sherwood.web.programme.origins.registers.lessons import Lesson
from sherwood.web.site.registers.models import Change
from sherwood.web.site.ui.clock import today
founded()
manager = next(user for person, user in zip(people_of(COUNTY), users) if person.role is Role.PROGRAMME_MANAGER)
client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
from sherwood.web.programme.programmes.models import Project
project = Project.objects.get(key="W1")
sent = {"words": "Ask families first", "told_by": post("Head of service").spelling, "projects": [project.pk]}
answer = client.post(reverse("lessons_new"), sent | day("tell_on", today() - timedelta(1)))
assert answer.status_code == 302, answer.context["form"].errors
lesson = Lesson.objects.get()
assert list(lesson.projects.all()) == [project] and lesson.programme.council == "Marlow Borough"
page = client.get(reverse("lessons")).content.decode()
assert "Ask families first" in page and "Late: tell it by 7 March 2010" in page and "W1" in page
correct = reverse("lessons_correct", args=[lesson.pk])
typed = fields_of(client.get(correct)) | {"projects": [], "reason": "None has."}
assert client.post(correct, typed).status_code == 302
assert Change.of("lessons", lesson).first().fields == {"projects": ["W1 Front door", ""]}
tell = reverse("lessons_tell", args=[lesson.pk])
assert client.post(tell, fields_of(client.get(tell)) | day("told_on", today())).status_code == 302
withdraw = reverse("lessons_withdraw", args=[lesson.pk])
assert client.post(withdraw, fields_of(client.get(withdraw)) | {"reason": "Twice."}).status_code == 302
lesson.refresh_from_db()
assert lesson.state == "withdrawn" and "Ask families first" not in client.get(reverse("lessons")).content.decode()
heads = "Reference,Lesson,Who tells it,To be told on,Projects that take it up"
lines = "\\n".join([heads, "L1,Begin small,Head of service,1/5/2010,W1"])
from django.core.files.uploadedfile import SimpleUploadedFile
upload = SimpleUploadedFile("lessons.csv", lines.encode())
brought = client.post(reverse("lessons_import"), {"file": upload}).context["brought"]
assert (brought.entered, brought.refused) == (1, []), brought
assert "Begin small" in client.get(reverse("lessons_file", args=["csv"])).content.decode()
reader = next(user for person, user in zip(people_of(COUNTY), users) if person.role is Role.BOARD_MEMBER)
client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
assert client.get(reverse("lessons")).status_code == 200
assert client.get(reverse("lessons_new")).status_code == 403
Compliment.objects.all().delete()
seed_from(compliments)(None)
assert sorted(Compliment.objects.values_list("reference", "state")) == [("P1", "received"), ("P2", "passed_on")]
print("used")
"""


def test_the_guide_makes_a_register_that_people_can_use(tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    guide = (ROOT / "docs" / "add-a-register.md").read_text("utf-8")
    written = []
    for indent, path, text in BLOCK.findall(guide):
        lines = [line.removeprefix(indent) for line in text.splitlines()]
        (tmp_path / path).write_text("\n".join(lines) + "\n", "utf-8")
        written.append(Path(path).name)
    assert written == ["compliments.py", "compliments.toml", "lessons.py"]
    for command, app in zip(COMMAND.findall(guide), ("services", "programme/origins"), strict=True):
        said, name = run(tmp_path, *command.split()[1:])[0], command.split()[-1]
        assert f"makemigrations {app.split('/')[-1]} -n {name}" in said
        assert list((tmp_path / f"src/sherwood/web/{app}/migrations").glob(f"*_{name}.py"))
    out, _ = run(tmp_path, "python", "-c", BY_A_USER)
    assert out.endswith("used\n")


def run(folder: Path, *command: str) -> tuple[str, str]:
    """A command of the guide in the copy, with this Python and a home of its own; tells what it was and what it said."""
    env = os.environ | {
        "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{ROOT / 'tests'}",
        "SHERWOOD_HOME": str(folder / "home"),
        "SHERWOOD_CLOCK": "2010-03-08",
        "DJANGO_SETTINGS_MODULE": "sherwood.web.settings",
    }
    assert command[0] == "python"
    done = subprocess.run([sys.executable, *command[1:]], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return f"{' '.join(command)}\n{done.stdout}", done.stderr
