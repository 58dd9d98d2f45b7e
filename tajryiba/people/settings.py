"""Settings of sign-in, taken over by config/settings/base.py. Imports nothing of ours."""

import environ

_env = environ.Env()

# How many proxies in front write X-Forwarded-For; with 0 the header is ignored, since anybody can send it.
TAJRYIBA_TRUSTED_PROXIES = _env.int("TAJRYIBA_TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TAJRYIBA_TRUSTED_PROXIES

SIGNED_IN_COOKIE = "signedin"  # readable and without personal data: a hint for the page's script and the page cache
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "tajryiba.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PHONE_VERIFICATION_ENABLED = False  # codes go by e-mail until a messenger channel exists
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True  # one address; the new one takes its place once its code was entered
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "tajryiba.people.forms.LoginForm",
    "signup": "tajryiba.people.forms.SignupForm",
    "request_login_code": "tajryiba.people.forms.RequestLoginCodeForm",
    "reset_password": "tajryiba.people.forms.ResetPasswordForm",
    "change_email": "tajryiba.people.forms.ChangeEmailForm",
    "add_email": "tajryiba.people.forms.AddEmailForm",
}

# --- Codes: by e-mail, ten minutes, one use, three tries ---

CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_TIMEOUT
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_TIMEOUT
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_TIMEOUT
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_TIMEOUT = CODE_TIMEOUT

# --- Limits, counted in the shared cache before any password is hashed (a village may share one address) ---

ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "60/10m/ip,5/5m/key",
    "signup": "60/h/ip",
    "request_login_code": "20/10m/ip,3/10m/key",
    "reset_password": "20/10m/ip,3/10m/key",
    "reset_password_from_key": "20/10m/ip",
    "confirm_email": "1/10s/key",
    "reauthenticate": "10/10m/user",
    "change_password": "10/10m/user",
    "manage_email": "10/10m/user",
    "change_phone": "10/h/user",
}

# --- Second factor ---

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tajryiba"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
