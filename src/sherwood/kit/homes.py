"""The folder in which Sherwood keeps its data: it holds children's records, so it is one account's alone."""

import os
import stat
from pathlib import Path

from sherwood.kit.errors import SherwoodError

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_open(home: Path) -> bool:
    """Whether other accounts of this machine may look into it."""
    return bool(home.stat().st_mode & OTHERS)


def own_home(home: Path) -> Path:
    """The folder, made when it is not there. What this process writes from now on is readable by its account alone."""
    os.umask(OTHERS)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if is_open(home):
        raise SherwoodError(how_to_shut(home))
    return home


def how_to_shut(home: Path) -> str:
    return (
        f"Other accounts of this machine may look into {home}, and it holds children's records. Shut it to them "
        f"with: chmod -R go= {home}"
    )
