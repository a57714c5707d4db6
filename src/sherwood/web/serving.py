"""Serving the site with gunicorn: threads, because pages wait on the database more than on the processor."""

import os

from gunicorn.app.base import BaseApplication


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


def serve(host: str, port: int, workers: int | None = None) -> None:
    """Serve until stopped. Port 0 takes any free one; the address is printed when the site answers."""

    def say(server) -> None:
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
            "loglevel": "warning",
            "control_socket_disable": True,
        }
    ).run()
