"""What must hold of every answer, whoever asked for whatever: headers, no script or style in the page, no hint."""

import re
from html.parser import HTMLParser

import pytest

from common.downloads import SHUT

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CSP = {
    "default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'",
}  # fmt: skip
DOWNLOADS = {
    "cases:form_fields",
    "cases:download", "cases:own_file", "cases:answer_copy", "cases:respond_file", "cases:respond_copy",
    "cases:notify_copy_text", "cases:national_bundle", "panels:calendar", "panels:minutes_file", "panels:papers_file",
    "panels:telling_letter",
    "panels:briefing_file", "reporting:export_download", "reporting:word_template", "reporting:word_template_trial",
}  # fmt: skip
POLLED = {
    "health", "live", "ready", "account_stay", "cases:recommendation_hints",
    "reporting:export_status", "reporting:publication_status", "mfa_app_picture", "panels:meeting_state",
    "panels:item_state",
}  # fmt: skip
"""What a script, a picture on a page or a monitor asks for."""


def _all(sweep):
    for (name, method), answers in (sweep.answers | sweep.more).items():
        for who, answer in answers.items():
            yield f"{method} {name} as {who}", answer


def _wrong(sweep, holds) -> list[str]:
    return sorted({asked for asked, answer in _all(sweep) if not holds(answer)})


def test_no_cache_keeps_anything(sweep):
    assert not _wrong(sweep, lambda a: "no-store" in a.headers["Cache-Control"])


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Robots-Tag", "noindex, nofollow"),
    ],
)
def test_headers_stand_on_every_answer(sweep, header, value):
    assert not _wrong(sweep, lambda a: a.headers.get(header) == value)


def test_no_address_is_handed_to_another_site_and_none_with_a_secret_to_anybody(sweep):
    """A page whose address is a secret tells the next page the site alone; a browser then posts with its origin."""
    found = {}
    for asked, answer in _all(sweep):
        found.setdefault(answer.headers.get("Referrer-Policy"), set()).add(asked.split()[1])
    assert found.pop("strict-origin") == {"cases:link", "panels:owner_open"}
    assert set(found) == {"same-origin"}


def test_content_policy_allows_nothing_inline_and_nothing_foreign(sweep):
    def strict(answer):
        if answer.headers["Content-Security-Policy"] == SHUT:  # a kept file: not even what is ours
            return True
        rules = {rule.strip() for rule in answer.headers["Content-Security-Policy"].split(";")}
        scripts = rules - CSP
        return rules >= CSP and all(re.fullmatch(r"script-src 'self'( 'nonce-[^']+')?", one) for one in scripts)

    assert not _wrong(sweep, strict)


class _Inline(HTMLParser):
    """Collects what the content policy would refuse, and what would run if it did not."""

    def __init__(self, nonce: str) -> None:
        super().__init__()
        self.nonce, self.found = nonce, []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if "style" in given or tag == "style":
            self.found.append(f"style in {tag}")
        if tag == "script" and "src" not in given and not (self.nonce and given.get("nonce") == self.nonce):
            self.found.append("script without an address")
        self.found += [f"{name} in {tag}" for name, value in attrs if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            if re.match(r"\s*(javascript|data|https?:|//)", given.get(name) or "", re.IGNORECASE):
                self.found.append(f"{name}={given[name]}")


OUTWARD = re.compile(r"^href=https://([a-z0-9.-]+\.)?(gov\.uk|nhs\.uk|ncmd\.info|lullabytrust\.org\.uk)(/|$)")
"""Where a page may point a reader to."""


def _inline(answer) -> list[str]:
    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    parser = _Inline(nonce[1] if nonce else "")
    parser.feed(answer.body.decode())
    return [one for one in parser.found if not OUTWARD.match(one)]


def test_no_page_holds_a_script_or_a_style_of_its_own(sweep):
    found = {asked: _inline(answer) for asked, answer in _all(sweep) if answer.is_page}
    assert len(found) > 1000
    assert not {asked: inline for asked, inline in found.items() if inline}


def test_files_are_saved_and_never_shown(sweep):
    served = {}
    for (name, _), answers in sweep.answers.items():
        for answer in answers.values():
            if answer.status == 200 and not answer.is_page and answer.body:
                served.setdefault(name, []).append(answer)
    assert served.keys() - POLLED <= DOWNLOADS
    for name in served.keys() & DOWNLOADS:
        assert all(a.headers["Content-Disposition"].startswith("attachment") for a in served[name]), name


def test_only_our_cookies_are_set(sweep):
    for _, answer in _all(sweep):
        assert "csrftoken" not in str(answer.headers)


def _same_for_both(answer) -> tuple:
    """An answer without what differs each time: the request's number, nonce, token, seconds left."""
    nonce = re.search(r"'nonce-([^']+)'", answer.headers.get("Content-Security-Policy", ""))
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", answer.body)
    body = re.sub(rb'data-left="\d+"', b"", body)
    if nonce:
        body = body.replace(nonce[1].encode(), b"")
    body = re.sub(rb"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", b"KEY", body)
    headers = {k: v for k, v in answer.headers.items() if k not in {"X-Request-ID", "Content-Security-Policy"}}
    return answer.status, headers, body


def test_what_is_closed_looks_like_what_never_was(sweep):
    told = []
    for key, answers in sweep.absent.items():
        for who, absent in answers.items():
            there = sweep.answers[key][who]
            if there.status == 404 and _same_for_both(there) != _same_for_both(absent):
                told.append(f"{key} {who}")
    assert len(sweep.absent) > 100
    assert not told


IN_SCOPE = {
    "chair": {"panels:", "reporting:publication_approve"},  # an edition that they prepared themselves
    "conflicted": {"panels:"},  # the meeting, to which they are invited; the case is 404 for them
    "outsider": set(),
}
"""Where a 403 may say that something is there: the person sees it in a list already."""


def test_a_refusal_with_a_reason_never_shows_that_something_is_there(sweep):
    told = [
        f"{key} {who}"
        for key, answers in sweep.absent.items()
        for who, absent in answers.items()
        if sweep.answers[key][who].status == 403
        and absent.status != 403
        and not key[0].startswith(tuple(IN_SCOPE[who]) or ("nowhere",))
    ]
    assert not told
