"""Serving the site with gunicorn: threads, because pages wait on the database more than on the processor.

A worker for jobs is started beside it, in a process of its own, and begun again when it dies.
"""

import os
import signal
import sys
import threading

from django.conf import settings
from gunicorn.app.base import BaseApplication

from sherwood.web.site.ui.static_files import gather


class Site(BaseApplication):
    def __init__(self, settings: dict):
        self.settings = settings
        super().__init__()

    def load_config(self):
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self):
        from sherwood.web.wsgi import application

        return application


class WorkerBeside:
    """The worker beside the site. It stops by itself when this process is gone, however that ended."""

    def __init__(self):
        self.over = threading.Event()
        self.pid = 0
        self.not_theirs: list[int] = []  # what the site listens on

    def start(self, not_theirs: list[int]) -> None:
        self.not_theirs = not_theirs
        threading.Thread(target=self._keep, daemon=True).start()

    def _keep(self) -> None:
        pause = 1
        while not self.over.is_set():
            self.pid = self._begun()
            while _lives(self.pid) and not self.over.wait(1):
                pass
            self.over.wait(pause)
            pause = min(60, 2 * pause)  # one that dies at once is not begun again at once

    def _begun(self) -> int:
        """Not by `subprocess`: it waits for a pipe to close, which a process that the server forks meanwhile holds open."""
        command = [sys.executable, "-m", "sherwood.cli", "worker", "--beside", str(os.getpid())]
        closed = [(os.POSIX_SPAWN_CLOSE, number) for number in self.not_theirs]
        return os.posix_spawn(sys.executable, command, os.environ, file_actions=closed)

    def stop(self) -> None:
        self.over.set()
        if self.pid and _lives(self.pid):
            os.kill(self.pid, signal.SIGTERM)


def _lives(pid: int) -> bool:
    """Whether a child of ours goes on; the server, too, takes note of children that ended, and then there is none."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    except ChildProcessError:
        return False


def serve(host: str, port: int, workers: int | None = None, with_worker: bool = True) -> None:
    """Serve until stopped. Port 0 takes any free one; the address is printed when the site answers."""
    if settings.PRODUCTION:
        gather()
    beside = WorkerBeside()

    def say(server) -> None:
        if with_worker:
            beside.start([listener.fileno() for listener in server.LISTENERS])
        for listener in server.LISTENERS:
            print(f"Serving on {listener}. Press Ctrl+C to stop.", flush=True)

    Site(
        {
            "bind": f"{host}:{port}",
            "workers": workers or min(4, os.cpu_count() or 1),
            "threads": 4,
            "worker_class": "gthread",
            "preload_app": False,
            "when_ready": say,
            "on_exit": lambda server: beside.stop(),
            "loglevel": "warning",
            "control_socket_disable": True,
        }
    ).run()
