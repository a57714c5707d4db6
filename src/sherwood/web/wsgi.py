"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sherwood.web.settings")
os.umask(0o077)  # what it writes is its account's alone, whoever serves it
application = get_wsgi_application()
