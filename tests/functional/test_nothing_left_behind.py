"""A name that went through the service is afterwards in no log, queue, file beside the records, backup or browser."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from redis import Redis

from tests.functional.entering import sign_in
from tests.functional.notifying import DIED, notify

pytestmark = pytest.mark.browser
SURNAME, TYPED = "Quillfeather-Nowhere", "Wanderingtoken of a note"
RECORDS = ("postgres", "embedded")
"""The database is where the records are, and programs hold none; everything else of the site is looked through."""


def forms_of(word: str) -> set[bytes]:
    """A word as it might be written down: as it is, in capitals, for an address, backwards, packed for transport."""
    plain = {word, word.upper(), word.lower(), quote(word), quote(word, safe="").replace("%20", "+"), word[::-1]}
    found = {one.encode(code) for one in plain for code in ("utf-8", "utf-16-le")}
    # where it begins within three bytes decides how base64 writes its middle
    return found | {base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)}


WANTED = {word: forms_of(word) for word in (SURNAME, TYPED)}


def held(content: bytes) -> list[str]:
    """The words that are found."""
    return [word for word, forms in WANTED.items() if any(form in content for form in forms)]


def files_of(folder: Path, without: tuple[str, ...] = ()) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.relative_to(folder).parts[0] not in without:
            yield path


def left_in(folder: Path, without: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    """The files that hold a word."""
    found = ((str(path.relative_to(folder)), held(path.read_bytes())) for path in files_of(folder, without))
    return [(path, words) for path, words in found if words]


@pytest.fixture(scope="module")
def profile(tmp_path_factory, browser, browser_type, browser_type_launch_args, site):
    """The folder of a browser in which a death was notified, and the manager looked for the child and wrote a note."""
    folder = tmp_path_factory.mktemp("profile")
    state = sign_in(browser, site, "manager")
    context = browser_type.launch_persistent_context(str(folder), base_url=site.url, **browser_type_launch_args)
    page = context.new_page()
    notify(page, SURNAME, DIED - timedelta(days=3))
    page.get_by_role("heading", name="sent").first.wait_for()
    context.add_cookies(state["cookies"])
    page.goto("/notifications/")
    page.locator("tr", has_text=SURNAME).get_by_role("link").first.click()
    page.get_by_text(SURNAME).first.wait_for()
    page.goto("/cases/")
    page.get_by_label("Search reference, name or NHS number").fill(SURNAME)
    page.get_by_role("button", name="Search").click()
    page.get_by_text("0 cases found").wait_for()  # it is a notification yet
    page.goto("/people/named/")
    page.get_by_label("Name or email address of the person").fill(f"Sample {SURNAME}")
    page.get_by_label("Your reference of the request").fill("SAR-014")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_text("Search again").wait_for()
    page.goto("/cases/")
    case = page.locator("tbody").get_by_role("link").first.get_attribute("href")
    page.goto(f"{case}notes/new/")
    page.get_by_role("textbox", name="Note").fill(TYPED)
    page.wait_for_timeout(2000)  # what a page would keep by itself it keeps while somebody types
    context.close()
    return folder


def test_the_words_would_be_found():
    """Each way of writing, in the middle of something else."""
    for forms in WANTED.values():
        assert all(held(b"\0before " + form + b" behind") for form in forms)
    assert held(base64.b64encode(f"a line with {SURNAME} in it".encode())) == [SURNAME]
    assert held(b"nothing of the kind") == []


def test_nothing_is_left_in_the_browser(profile):
    assert len(list(files_of(profile))) > 20
    tabs = list(
        files_of(profile / "Default" / "Sessions")
    )  # what tabs are opened again from: addresses, and words sent
    assert any("/people/named/".encode(code) in path.read_bytes() for path in tabs for code in ("utf-8", "utf-16-le"))
    assert left_in(profile) == []


def test_nothing_is_left_in_logs_queue_mail_and_files(profile, site):
    printed = "".join(site.printed).encode()
    assert len(printed) > 1000
    assert held(printed) == []
    assert left_in(site.var, without=RECORDS) == []
    told = site.manage("shell", "-c", "from django.conf import settings; print(settings.REDIS_URL)")
    broker = Redis.from_url(told.stdout.split()[-1])
    keys = list(broker.scan_iter(count=1000))
    assert keys
    assert [key for key in keys if held(key) or held(broker.dump(key) or b"")] == []


def test_nothing_can_be_read_in_a_backup(profile, site, tmp_path):
    key = site.manage("backup", "--make-key", str(tmp_path / "key"))
    recipient = key.stdout.split()[-1]
    made = site.manage("backup", "--to", str(tmp_path), "--recipient", recipient)
    assert made.returncode == 0, made.stderr
    assert max(path.stat().st_size for path in files_of(tmp_path)) > 100_000
    assert left_in(tmp_path) == []
