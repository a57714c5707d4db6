"""CPU time of a page, as the web server would spend it: signed in, everything warm, one process.

    python benchmarks/pages.py HOME

Prints JSON: for each page and reader the median of many requests, in milliseconds. What a first look at a measure
costs, before its trend and picture are kept, is said beside it. The portfolio is asked for again with two thousand
projects, which are taken out afterwards, and its queries are counted both times.
"""

import json
import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

WARM, TIMES = 3, 25
MANY = 2_000
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(name: str):
    from django.test import Client

    from sherwood.web.site.accounts.models import User

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


def queries(client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as made:
        client.get(address)
    return len(made)


@contextmanager
def many_projects(number: int):
    """As many projects as that, with the measures of those there are; gone again at the end."""
    from django.db import transaction

    from sherwood.web.programme.programmes.models import MeasureLink, Project

    with transaction.atomic():
        there = list(Project.objects.prefetch_related("measure_links"))
        for n in range(number - len(there)):
            like = there[n % len(there)]
            keys = like.measure_keys
            like = Project.objects.get(pk=like.pk)
            like.pk, like.key, like.position = None, f"X{n}", 100 + n
            like.save(force_insert=True)
            MeasureLink.objects.bulk_create(
                MeasureLink(project=like, measure=key, position=i) for i, key in enumerate(keys)
            )
        yield
        transaction.set_rollback(True)


def main(home: Path) -> dict[str, float]:
    os.environ |= {"SHERWOOD_HOME": str(home.resolve()), "SHERWOOD_CLOCK": "2010-03-08"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "sherwood.web.settings"
    import django

    django.setup()
    from django.urls import reverse

    from sherwood.measuring.shelves import all_measures

    board, analyst = signed_in("board"), signed_in("analyst")
    found = {"portfolio, board member": statistics.median(looks(board, reverse("portfolio"))[WARM:])}
    found |= {"queries of the portfolio": queries(board, reverse("portfolio"))}
    with many_projects(MANY):
        found[f"portfolio of {MANY:,}, board member"] = statistics.median(
            looks(board, reverse("portfolio"))[WARM:]
        )
        found[f"queries of the portfolio of {MANY:,}"] = queries(board, reverse("portfolio"))
    for reader, client in (("data analyst", analyst), ("board member", board)):
        pages = [looks(client, reverse("measure", args=[key])) for key in all_measures()]
        warm = [statistics.median(page[WARM:]) for page in pages]
        found[f"measure page, {reader}"] = statistics.median(warm)
        found[f"slowest measure page, {reader}"] = max(warm)
        found[f"first look at a measure page, {reader}"] = statistics.median(page[0] for page in pages)
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
