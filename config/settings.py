"""Settings of a province. Every value that differs between places comes from the environment."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from config.database import database_from_url

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("MOTCUA_VAR", BASE_DIR / "var"))

DEBUG = os.environ.get("MOTCUA_DEBUG", "") == "1"
SECRET_KEY = os.environ.get("MOTCUA_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "localhost,127.0.0.1,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("MOTCUA_ORIGINS", "").split(",") if origin]
PUBLIC_URL = os.environ.get("MOTCUA_PUBLIC_URL", "http://localhost:8000")
SECURE = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "procrastinate.contrib.django",
    "oauth2_provider",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "axes",
    "motcua.audit",
    "motcua.places",
    "motcua.gateway",
    "motcua.identity",
    "motcua.worktime",
    "motcua.documents",
    "motcua.notifications",
    "motcua.forms",
    "motcua.workflow",
    "motcua.catalogue",
    "motcua.vault",
    "motcua.dossiers",
    "motcua.feedback",
    "motcua.api",
    "motcua.web.kit",
    "motcua.web.portal",
    "motcua.web.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.web.kit.compressing.CompressionMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "motcua.web.kit.middleware.RequestIdMiddleware",
    "motcua.api.middleware.ProblemMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.web.kit.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "motcua.web.kit.middleware.AuthenticationMiddleware",
    "motcua.web.kit.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "motcua.web.kit.middleware.AskerMiddleware",
    "motcua.web.kit.middleware.BrokenTextMiddleware",
    "motcua.web.kit.caching.CachingMiddleware",
    "motcua.web.kit.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.web.kit.context.site",
            ],
        },
    },
]

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", ""), os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "motcua.identity.backends.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "portal:login"
LOGIN_REDIRECT_URL = "portal:home"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "src" / "motcua" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
ASSETS_DIR = BASE_DIR / "var" / "assets"  # made once a checkout by ops.assets, whatever MOTCUA_VAR says
STATICFILES_DIRS = [ASSETS_DIR] if ASSETS_DIR.is_dir() else []
MEDIA_ROOT = VAR_DIR / "media"
KEYS_DIR = VAR_DIR / "keys"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or os.environ.get("MOTCUA_TESTING")
        else "motcua.web.kit.storage.StaticStorage"
    },
}
WHITENOISE_MAX_AGE = 31_536_000

SESSION_ENGINE = "motcua.web.kit.session_store"
SESSION_COOKIE_NAME = "__Host-sid" if SECURE else "sid"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "motcua.web.kit.failures.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # the largest form whole on the counter's one screen
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

VNEID_ISSUER = os.environ.get("VNEID_ISSUER", "http://127.0.0.1:8100")
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'", VNEID_ISSUER],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}

_MAILER = os.environ.get("MOTCUA_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
MAILERS = {
    "default": {
        "BACKEND": _MAILER,
        "OPTIONS": {"file_path": VAR_DIR / "mail"} if _MAILER.endswith("filebased.EmailBackend") else {},
    }
}
# A dotted path to a class (``notifications/providers/sms/port.py``); the demo writes files, a province names its own.
SMS_GATEWAY = os.environ.get("MOTCUA_SMS_GATEWAY", "" if SECURE else "motcua.notifications.providers.sms.folder.Folder")
SMS_DIR = VAR_DIR / "sms"
DEFAULT_FROM_EMAIL = os.environ.get("MOTCUA_FROM_EMAIL", "Dịch vụ công Thanh Hóa <no-reply@motcua.invalid>")

ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "motcua.identity.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "motcua.identity.adapters.CitizenAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "vneid",
                "name": "VNeID",
                "client_id": os.environ.get("VNEID_CLIENT_ID", "motcua"),
                "secret": os.environ.get("VNEID_CLIENT_SECRET", "motcua-demo-secret"),
                "settings": {"server_url": f"{VNEID_ISSUER}/.well-known/openid-configuration"},
            }
        ],
    }
}
MFA_ADAPTER = "motcua.identity.adapters.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Motcua"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_CALLABLE = "motcua.web.desk.login.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "motcua.api.scopes.MachineScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
}

# The province: what differs from one to the next.
PROVINCE_CODE = os.environ.get("MOTCUA_PROVINCE", "38")
PROVINCE_NAME = os.environ.get("MOTCUA_PROVINCE_NAME", "Thanh Hóa")
PROVINCE_IDENTIFIER = os.environ.get("MOTCUA_PROVINCE_IDENTIFIER", "H56")
DOSSIER_CODE_FORMAT = os.environ.get("MOTCUA_DOSSIER_CODE", "{unit}-{day:%y%m%d}-{number:04d}")
DUE_CONVENTION = os.environ.get("MOTCUA_DUE_CONVENTION", "hour_preserving")
EXTENSION_CAP = float(os.environ.get("MOTCUA_EXTENSION_CAP", "1"))  # all extensions together, in original limits
MAX_EXTENSIONS = int(os.environ.get("MOTCUA_MAX_EXTENSIONS", "2"))
# Working minutes from which on something is wrong, where a province has its own (``dossiers.watching.bounds``).
WATCH_BOUNDS: dict[str, int] = json.loads(os.environ.get("MOTCUA_WATCH_BOUNDS", "{}"))
# The kind of document in the symbol of each form ("12/PBS-TTPVHCC"); a province has its own list (NĐ 30/2020 art. 15).
PAPER_SYMBOLS: dict[str, str] = {
    "supplement": "PBS",
    "refusal": "PTC",
    "apology": "PXL",
    "stop": "TB",
    "hand_over": "PGN",
    **json.loads(os.environ.get("MOTCUA_PAPER_SYMBOLS", "{}")),
}
# Other systems, by key (dossiers/records/routes.py says what each entry holds): those that keep the record of some
# dossiers, which are then mirrored here, and those that must hear what happens to ours.
ROUTES: dict[str, dict[str, Any]] = json.loads(os.environ.get("MOTCUA_ROUTES", "{}"))
LISTENERS: dict[str, dict[str, Any]] = json.loads(os.environ.get("MOTCUA_LISTENERS", "{}"))
# The national population register; without an address nothing is looked up and nothing is said to be unverified.
POPULATION_URL = os.environ.get("POPULATION_URL", "").rstrip("/")
POPULATION_TOKEN = os.environ.get("POPULATION_TOKEN", "motcua-demo-population")
POPULATION_INTEGRATION = os.environ.get("POPULATION_INTEGRATION", "motcua")
# The map server of the province or the country; without an address no map is shown and nothing else changes.
TILES = os.environ.get("MOTCUA_TILES", "")  # http(s) address of raster tiles with {z}, {x}, {y}
TILES_NOTE = os.environ.get("MOTCUA_TILES_NOTE", "")  # whose map it is, shown below it
TILES_DIR = VAR_DIR / "tiles"
MAP_CENTRE = os.environ.get("MOTCUA_MAP_CENTRE", "19.807000,105.776000,11")  # where a map begins: lat,lng,zoom
HOTLINE = os.environ.get("MOTCUA_HOTLINE", "1022")
KEYS_PASSPHRASE = os.environ.get("MOTCUA_KEYS_PASSPHRASE", "")  # empty: derived from the secret key
TRUSTED_ROOTS = [path for path in os.environ.get("MOTCUA_TRUSTED_ROOTS", "").split(os.pathsep) if path]
CLAMD = os.environ.get("MOTCUA_CLAMD", "")  # ClamAV daemon: unix:/path or host:port; empty: no file is scanned
MALWARE_SCANNER = os.environ.get(  # dotted path to a class
    "MOTCUA_MALWARE_SCANNER", "motcua.documents.providers.malware.clamd.Clamd" if CLAMD else ""
)
UPLOAD_LIMITS: dict[str, int] = json.loads(os.environ.get("MOTCUA_UPLOAD_LIMITS", "{}"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# What a real province must have said for itself before it starts.
NEEDED_WITH_HTTPS = ("MOTCUA_SECRET_KEY", "DATABASE_URL", "VNEID_ISSUER", "VNEID_CLIENT_SECRET")
if SECURE and (unset := [name for name in NEEDED_WITH_HTTPS if not os.environ.get(name)]):
    raise RuntimeError(f"With an https MOTCUA_PUBLIC_URL these must be set: {', '.join(unset)}.")
if not SECRET_KEY:
    SECRET_KEY = "for the demo and the tests only, never for a province"  # noqa: S105 - refused with https above
