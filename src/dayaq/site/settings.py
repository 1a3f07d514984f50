"""Django settings: one file, everything variable comes from ``env`` (no per-environment modules)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from dayaq.site import env as surroundings

ENV = surroundings.read()
PACKAGE = Path(__file__).resolve().parents[1]

DEBUG = False
SECRET_KEY = surroundings.secret(ENV.home, "secret_key")
CONTEXT_KEY = surroundings.secret(ENV.home, "context_key")  # signs the row-security context
VAULT_KEY = surroundings.secret(ENV.home, "vault_key")  # encrypts second-factor secrets
ALLOWED_HOSTS = [ENV.site_domain, *(("localhost", "127.0.0.1", "testserver") if ENV.mode != "production" else ())]
HOME_PACK = ENV.pack
ROOT_URLCONF = "dayaq.site.urls"
WSGI_APPLICATION = "dayaq.site.wsgi.application"

RESPOND_AND_COUNT = (  # not on a laptop where assess runs alone
    "dayaq.respond.casefile",
    "dayaq.respond.referral",
    "dayaq.respond.screening",
    "dayaq.respond.identification",
    "dayaq.respond.network",
    "dayaq.respond.hotline",
    "dayaq.respond.detection",
    "dayaq.respond.residence",
    "dayaq.respond.shelter",
    "dayaq.respond.support",
    "dayaq.respond.rights",
    "dayaq.respond.fund",
    "dayaq.respond.protection",
    "dayaq.respond.justice",
    "dayaq.respond.inspection",
    "dayaq.respond.casework",
    "dayaq.respond.intake",
    "dayaq.respond.papers",
    "dayaq.respond.window",
    "dayaq.count.register",
    "dayaq.count.figures",
)
INSTALLED_APPS = [
    "dayaq.ui",
    "dayaq.base.accounts",  # before allauth: its templates are ours
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "dayaq.base.access",
    "dayaq.base.audit",
    "dayaq.base.documents",
    "dayaq.base.jobs",
    *(RESPOND_AND_COUNT if ENV.parts == "all" else ()),
    "dayaq.assess.framework",
    "dayaq.assess.assessment",
    "dayaq.assess.survey",
    "dayaq.assess.interviews",
    "dayaq.assess.results",
    "dayaq.assess.findings",
    "dayaq.assess.validation",
    "dayaq.assess.report",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dayaq.site.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dayaq.site.sessions.Limits",
    "dayaq.site.middleware.Wall",
    "dayaq.site.ready.Ready",
]


def connection(url: str, **test: Any) -> dict[str, Any]:
    """Translate a PostgreSQL URL into Django's form."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.get("host", [""])[0]),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "TEST": test,
    }


DATABASES: dict[str, dict[str, Any]] = {"default": connection(ENV.database_url or "postgresql:///dayaq")}
if ENV.owner_url:
    DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
    DATABASES["owner"] = connection(ENV.owner_url, NAME=f"test_dayaq_{ENV.test_name}", DEPENDENCIES=[])
DATABASE_ROUTERS = ["dayaq.base.access.routers.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dayaq.site.context.page",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["dayaq.ui.templatetags.dayaq", "django.templatetags.i18n", "template_partials.templatetags.partials"],
        },
    }
]
FORM_RENDERER = "dayaq.ui.rendering.Renderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "dayaq.base.accounts.forms.Guessable"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "dayaq.site.signin.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by the invitation sent to it
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "20/m/ip", "login_failed": "20/m/ip,5/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.mode == "production" else 0
MFA_ADAPTER = "dayaq.site.signin.Factors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_FORMS = {
    "login": "dayaq.base.accounts.forms.SignIn",
    "change_password": "dayaq.base.accounts.forms.NewPassword",
    "reauthenticate": "dayaq.base.accounts.forms.Again",
}
MFA_FORMS = {
    "add_webauthn": "dayaq.base.accounts.forms.AddPasskey",
    "authenticate": "dayaq.base.accounts.forms.Code",
    "reauthenticate": "dayaq.base.accounts.forms.CodeAgain",
    "activate_totp": "dayaq.base.accounts.forms.FirstCode",
}
MFA_TOTP_ISSUER = "Dayaq"
MFA_RECOVERY_CODE_DIGITS = 24  # 80 bits
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_cache"}}  # shared limits

SESSION_ENGINE = "dayaq.site.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # ends with the window: a respondent's device keeps nothing that says where it has been
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer browsers post "Origin: null", which the CSRF check refuses
if ENV.mode == "production":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000

SITE_URL = f"https://{ENV.site_domain}" if ENV.mode == "production" else f"http://{ENV.site_domain}:{ENV.port}"
SMTP = urlsplit(ENV.smtp)
EMAIL_BACKEND = "dayaq.base.jobs.mail.Outbox"  # every mail, also of libraries, is a row before it leaves
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend" if ENV.smtp else ""
EMAIL_HOST, EMAIL_PORT = SMTP.hostname or "", SMTP.port or (465 if SMTP.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(SMTP.username or ""), unquote(SMTP.password or "")
EMAIL_USE_SSL = SMTP.scheme == "smtps"
EMAIL_USE_TLS = bool(EMAIL_HOST_USER) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.mail_from
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["dayaq.site.demo.jobs"] if ENV.parts == "all" else []
PROCRASTINATE_WORKER_DEFAULTS = {"name": "dayaq", "delete_jobs": "successful"}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("az", "Azərbaycanca"), ("ru", "Русский")]
LOCALE_PATHS = [PACKAGE / "ui" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files live in the database, never on disk
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from where they are: nothing to collect, a first start stays short
WHITENOISE_MAX_AGE = 600
DATA_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
APPEND_SLASH = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "dayaq.site.logs.Discreet", "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
VIRUS_CHECK = ENV.virus_check  # a program that reads a file and ends with 0 when it is clean
