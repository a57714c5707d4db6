"""The one settings file. What a council changes is an environment variable; the defaults suit a trial.

SHERWOOD_HOME          folder of the database, the secret key and the records (default: ./var)
SHERWOOD_PRODUCTION    1: the site is real. Hosts and council become required, HTTPS is insisted on
SHERWOOD_HOSTS         names the site answers to, with commas
SHERWOOD_COUNCIL       the council's name, shown beside the product's
SHERWOOD_DATABASE_URL  postgresql://user:password@host:port/name (default: SQLite in SHERWOOD_HOME)
SHERWOOD_CLOCK         2010-03-08: the site believes it is this day, and says so. Never in production
SHERWOOD_MAIL          smtp://user:password@host:587 (with STARTTLS; none to this machine itself) or smtps://host:465
SHERWOOD_MAIL_FROM     the address that messages come from (default: sherwood@ the first host)
SHERWOOD_SITE          https://sherwood.example.gov.uk, as messages link to it (default: the first host)
SHERWOOD_SCANNER       clamdscan --no-summary --fdpass: a virus scanner asked about every file that is sent (0 clean, 1 refused)
SHERWOOD_PROXY         1: a proxy in front ends HTTPS and sets X-Forwarded-Proto and X-Forwarded-For
"""

import os
import secrets
import shlex
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from sherwood.kit.errors import SherwoodError


def required(name: str, example: str) -> str:
    """A setting a real site cannot do without."""
    if value := os.environ.get(name, "").strip():
        return value
    raise SherwoodError(
        f"{name} is not set. A site with SHERWOOD_PRODUCTION=1 needs it. For example: {name}={example}"
    )


def clock() -> date | None:
    given = os.environ.get("SHERWOOD_CLOCK", "").strip()
    if given and PRODUCTION:
        raise SherwoodError(
            "SHERWOOD_CLOCK stops the site's date, for demonstrations. Remove it where SHERWOOD_PRODUCTION=1."
        )
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise SherwoodError(
            f"SHERWOOD_CLOCK is “{given}”, which is not a date. For example: SHERWOOD_CLOCK=2010-03-08"
        ) from None


def secret_key(home: Path) -> str:
    """The key that signs sessions: made on first use, readable by this account alone."""
    path = home / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as new:
        new.write(secrets.token_urlsafe(64))
    return path.read_text("ascii")


def database(url: str, home: Path) -> dict:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "db.sqlite3",
            # With these, four processes writing at once lose nothing; with SQLite's defaults a third fail.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SherwoodError(
            "SHERWOOD_DATABASE_URL must look like postgresql://user:password@host:5432/name. "
            "Leave it out to use SQLite in SHERWOOD_HOME."
        )
    return {
        "ENGINE": "sherwood.web.site.trail.postgresql",  # with one writer at a time
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "options": "-c lock_timeout=20000"
        },  # whose turn does not come in 20 s is told, as on SQLite
    }


LOOPBACK = ("localhost", "127.0.0.1", "::1")


def mail(url: str) -> dict:
    """Django's settings for a mail server. Only a server on this machine is spoken to in the clear."""
    if not url:
        return {"EMAIL_HOST": ""}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SherwoodError(
            "SHERWOOD_MAIL must look like smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and parts.hostname not in LOOPBACK,
    }


# Where and what this site is
PRODUCTION = os.environ.get("SHERWOOD_PRODUCTION", "") == "1"
BEHIND_PROXY = os.environ.get("SHERWOOD_PROXY", "") == "1"
HOME = Path(os.environ.get("SHERWOOD_HOME", "var")).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
STORE_ROOT = HOME / "store"  # the snapshots of records
CLOCK = clock()
DEMONSTRATION = CLOCK is not None
PRODUCT = "Sherwood"
COUNCIL = (
    required("SHERWOOD_COUNCIL", "Borsetshire County Council")
    if PRODUCTION
    else os.environ.get("SHERWOOD_COUNCIL", "")
)
ALLOWED_HOSTS = (
    [host.strip() for host in required("SHERWOOD_HOSTS", "sherwood.example.gov.uk").split(",")]
    if PRODUCTION
    else os.environ.get("SHERWOOD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
)
SECRET_KEY = os.environ.get("SHERWOOD_SECRET_KEY") or secret_key(HOME)
DEBUG = False

DATABASES = {"default": database(os.environ.get("SHERWOOD_DATABASE_URL", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What it is made of; `ui` stands before django.forms so that its widgets' templates win
WINGS = {
    "site": [
        "ui",
        "offers",
        "listings",
        "search",
        "help",
        "trail",
        "accounts",
        "action_log",
        "jobs",
        "files",
        "registers",
        "home",
        "digest",
    ],
    "evidence": ["loading", ""],
    "services": [""],
    "programme": [
        "programmes",
        "cases",
        "proposals",
        "founding",
        "baselines",
        "engagement",
        "origins",
        "meetings",
        "plans",
        "money",
        "risks",
        "staffing",
        "rhythm",
    ],
}
OURS = [f"sherwood.web.{wing}.{app}".rstrip(".") for wing, apps in WINGS.items() for app in apps]
INSTALLED_APPS = [
    *OURS,
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "sherwood.web.site.ui.headers.AnyNameForProbes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sherwood.web.site.ui.headers.PrivatePages",
    "sherwood.web.site.accounts.post_keys.read_posts_once",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sherwood.web.site.ui.access.DenyByDefault",
    "sherwood.web.site.ui.sending.SentOnce",
    "sherwood.web.site.ui.records.DamagedRecords",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "sherwood.web.urls"
WSGI_APPLICATION = "sherwood.web.wsgi.application"
FORM_RENDERER = "sherwood.web.site.ui.fields.DesignSystem"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sherwood.web.site.ui.layout.page",
                "sherwood.web.site.offers.navigation.navigation",
            ],
            "builtins": [
                "sherwood.web.site.ui.templatetags.ui",
                "sherwood.web.site.offers.templatetags.offers",
                "sherwood.web.site.listings.templatetags.listings",
                "sherwood.web.site.help.templatetags.terms",
            ],
        },
    }
]

# Who may come in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 14},
        "CommonPasswordValidator": {},
        "UserAttributeSimilarityValidator": {"user_attributes": ["email", "post"]},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "sherwood.web.site.accounts.sign_in.SignIn"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are entered by an administrator, never by themselves
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": None}  # failures are counted below
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes the site write to an address it does not know
PASSWORD_RESET_TIMEOUT = 24 * 3600
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = PRODUCT
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"

# Five wrong passwords lock the account for half an hour, fifty from one address lock the address: a council's
# staff share an address, so that limit is higher. Kept in the database, so shared by every worker process.
AXES_HANDLER = "sherwood.web.site.accounts.lockout.AccountOrAddress"
AXES_FAILURE_LIMIT = 5
ADDRESS_FAILURE_LIMIT = 50
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_USERNAME_FORM_FIELD = "email"
AXES_USERNAME_CALLABLE = "sherwood.web.site.accounts.lockout.account_tried"
AXES_LOCKOUT_CALLABLE = "sherwood.web.site.accounts.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "sherwood.web.site.accounts.sign_in.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True  # the trail holds who came in
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["email", "login", "ip_address"]

SESSION_COOKIE_AGE = 30 * 60 if PRODUCTION else 12 * 3600
SESSION_SAVE_EVERY_REQUEST = PRODUCTION  # so that the half hour counts from the last page, not from sign-in
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sherwood.web.site.ui.views.form_expired"

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the picture an authenticator app scans
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = ["^healthy$"]  # asked by a machine beside it, before any proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Messages by email
globals().update(mail(os.environ.get("SHERWOOD_MAIL", "").strip()))
EMAIL_TIMEOUT = 20
SITE = os.environ.get("SHERWOOD_SITE", f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("SHERWOOD_MAIL_FROM", f"sherwood@{ALLOWED_HOSTS[0]}")

# Work beside the site: a queue in the database, so that a job and what it is about are written together or not at all
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Words, days and files
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "j F Y"
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(mode=0o700, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "sherwood.web.site.ui.static_files.GatheredFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION  # a real site gathers them when it starts
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = (
    HOME / "incoming"
)  # large files stream here while they come, never to a folder that others read
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
SCANNER = shlex.split(os.environ.get("SHERWOOD_SCANNER", ""))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
