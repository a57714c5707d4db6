"""What every answer tells the browser, beyond what Django and django-csp say; and what a probe need not."""

from django.conf import settings

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PrivatePages:
    """Nobody keeps a copy of a page: the back button after signing out, and shared machines, show nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store, private")
        response.setdefault("Permissions-Policy", PERMISSIONS)
        return response


class AnyNameForProbes:
    """A machine that watches the site may ask for it by whatever name or address it knows."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = settings.ALLOWED_HOSTS[0].lstrip(".")
        if request.path_info == "/healthy" and name != "*":
            request.META["HTTP_HOST"] = name
        return self.get_response(request)
