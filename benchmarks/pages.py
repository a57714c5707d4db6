"""CPU time of a page, as the web server would spend it: signed in, everything warm, one process.

    python benchmarks/pages.py HOME

Prints JSON: for each page and reader the median of many requests, in milliseconds. What a first look at a measure
costs, before its trend and picture are kept, is said beside it.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

WARM, TIMES = 3, 25
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(name: str):
    from django.test import Client

    from sherwood.web.accounts.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email=f"{name}@example.org"), backend=BACKEND)
    return client


def looks(client, address: str) -> list[float]:
    """What each of many requests took, in milliseconds of CPU."""
    spent = []
    for _ in range(WARM + TIMES):
        before = time.process_time()
        answer = client.get(address)
        spent.append(1000 * (time.process_time() - before))
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    return spent


def main(home: Path) -> dict[str, float]:
    os.environ |= {"SHERWOOD_HOME": str(home.resolve()), "SHERWOOD_CLOCK": "2010-03-08"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "sherwood.web.settings"
    import django

    django.setup()
    from django.urls import reverse

    from sherwood.measuring.shelves import all_measures

    board, analyst = signed_in("board"), signed_in("analyst")
    found = {"portfolio, board member": statistics.median(looks(board, reverse("portfolio"))[WARM:])}
    for reader, client in (("data analyst", analyst), ("board member", board)):
        pages = [looks(client, reverse("measure", args=[key])) for key in all_measures()]
        warm = [statistics.median(page[WARM:]) for page in pages]
        found[f"measure page, {reader}"] = statistics.median(warm)
        found[f"slowest measure page, {reader}"] = max(warm)
        found[f"first look at a measure page, {reader}"] = statistics.median(page[0] for page in pages)
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
