"""Makes the secrets that ``docker-compose.yml`` reads, each in a file of its own; an existing one is never changed.

The folder is open to its owner only. The files in it can be read by all, because a container sees each file under
its own, unprivileged account, and nobody else gets past the folder.
"""

import base64
import secrets
import sys
from pathlib import Path
from urllib.parse import quote

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "secrets"
PASSWORDS = ("postgres_password", "database_owner_password", "database_app_password", "redis_password")


def keep(name: str, value: str) -> str:
    """Write a secret where there is none; return the one that holds."""
    path = FOLDER / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(value)
        path.chmod(0o444)
    return path.read_text()


def main() -> None:
    """Passwords, the addresses made of them, and two keys."""
    FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    FOLDER.chmod(0o700)
    owner, app, redis = [quote(keep(name, secrets.token_urlsafe(32)), safe="") for name in PASSWORDS][1:]
    keep("database_owner_url", f"postgresql://cdop_owner:{owner}@database/cdop")
    keep("database_url", f"postgresql://cdop_app:{app}@database/cdop")
    keep("redis_url", f"redis://:{redis}@broker:6379/0")
    keep("secret_key", secrets.token_urlsafe(64))
    keep("field_key", base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    keep("email_password", "")
    keep("oidc_client_secret", "")
    keep("metrics_token", secrets.token_urlsafe(32))
    sys.stdout.write(
        f"Secrets stand in {FOLDER}. Write the mail server's password into email_password, if it has one.\n"
    )


if __name__ == "__main__":
    main()
