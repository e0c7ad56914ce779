"""Wapiti against the running demonstration, signed in as each role: ``python -m scripts.wapiti`` (``make wapiti``).

Wapiti is looked for on the path or given by ``--wapiti``; ``make demo`` runs meanwhile, whose data is spoiled by it.
What is left out: signing in and out, where a session would end, and modules that ask somebody on the internet.
Printed is what was found by role and weight; the status is 1 where anything stands that is not explained below.
"""

import argparse
import http.cookiejar
import json
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "sample-demonstration-only"  # noqa: S105 (of everybody there, as the README says)
OUT = ROOT / "build" / "wapiti"
ROLES = ("manager", "chair", "doctor.luton", "analyst", "auditor", "lay", "keyworker", "gp", "admin")
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,"
    "shellshock,sql,timesql,upload,xss,xxe"
)
LEFT_OUT = ("/account/*", "/static/*")
EXPLAINED = {
    "Secure Flag cookie": "(loopback has no TLS; with TLS each cookie has it: tests/integration/infra/test_headers.py)",
}


def parse() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m scripts.wapiti", description=__doc__.split("\n")[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="of the demonstration, on this machine")
    parser.add_argument("--wapiti", default="wapiti", help="the program, where it is not on the path")
    parser.add_argument("--roles", nargs="+", default=ROLES, help="first part of their addresses")
    parser.add_argument("--crawl", type=int, default=60, help="seconds for finding pages (60)")
    parser.add_argument("--attack", type=int, default=15, help="seconds for each kind of attack (15)")
    return parser.parse_args()


def main() -> int:
    """0 when nothing stands that is not explained."""
    asked = parse()
    if not shutil.which(asked.wapiti) or urllib.parse.urlsplit(asked.url).hostname != "127.0.0.1":
        sys.exit("Give the program by --wapiti, and a demonstration on 127.0.0.1 by --url.")
    OUT.mkdir(parents=True, exist_ok=True)
    unexplained = [role for role in asked.roles if _try(asked, role)]
    return int(bool(unexplained))


def _try(asked: argparse.Namespace, role: str) -> bool:
    """Whether something unexplained was found as ``role``."""
    report, cookies = OUT / f"{role}.json", OUT / f"{role}.cookies"
    cookies.write_text(json.dumps(_as_read_by_wapiti(_sign_in(asked.url, role))))
    try:
        with (OUT / f"{role}.log").open("w") as log:
            subprocess.run(_command(asked, cookies, report), stdout=log, stderr=log, check=True)  # noqa: S603
    finally:
        cookies.unlink()
    return _tell(role, json.loads(report.read_text()))


def _command(asked: argparse.Namespace, cookies: Path, report: Path) -> list[str]:
    left_out = [part for path in LEFT_OUT for part in ("-x", f"{asked.url}{path}")]
    return [
        asked.wapiti, "-u", f"{asked.url}/", "-c", str(cookies), *left_out, "-m", MODULES,
        "--tasks", "2", "-d", "4", "--max-links-per-page", "60", "--max-files-per-dir", "20",
        "--max-scan-time", str(asked.crawl), "--max-attack-time", str(asked.attack), "--flush-session",
        "--store-session", str(OUT / "sessions"), "--no-bugreport", "-f", "json", "-o", str(report), "-dr", "1",
    ]  # fmt: skip


def _tell(role: str, report: dict) -> bool:
    """Prints one line a kind of finding."""
    pages = report["infos"].get("crawled_pages_nbr")
    sys.stdout.write(f"{role}: {pages} pages, forms and addresses tried\n")
    found = report["vulnerabilities"] | report["anomalies"]
    weights = {kind: Counter(LEVELS[row["level"]] for row in rows) for kind, rows in found.items() if rows}
    for kind, counted in weights.items():
        sys.stdout.write(f"  {kind}: {dict(counted)} {EXPLAINED.get(kind, '')}\n")
    return any(kind not in EXPLAINED for kind in weights)


LEVELS = ("information", "low", "medium", "high", "critical")


def _sign_in(url: str, role: str) -> http.cookiejar.CookieJar:
    """Password, then the code of this moment, which this person has not used yet."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    _send(browser, jar, f"{url}/account/login/", login=f"{role}@example.org", password=PASSWORD)
    landed = _send(browser, jar, f"{url}/account/code/", code=_code())
    if "/account/" in landed:
        sys.exit(f"{role} could not sign in.")
    return jar


def _code() -> str:
    told = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "demo_code"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return told.stdout.split()[0]


def _send(browser, jar, url: str, **fields: str) -> str:
    """The form of a page, sent; where it led."""
    browser.open(url).close()
    token = next(cookie.value for cookie in jar if cookie.name == "csrf")
    data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
    with browser.open(url, data) as answer:
        return answer.geturl()


def _as_read_by_wapiti(jar: http.cookiejar.CookieJar) -> dict:
    kept = {"expires": None, "secure": False, "port": None, "version": 0}
    return {"127.0.0.1": {"/": {cookie.name: {"value": cookie.value, **kept} for cookie in jar}}}


if __name__ == "__main__":
    sys.exit(main())
