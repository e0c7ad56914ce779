"""How soon a page answers a key or a click on a slow machine: Chromium, its processor slowed down four times."""

import os
import shutil

from django.core.management import call_command

from accounts.roles import Role
from bench.bar import figure
from bench.servers import HOST, running
from cases.models import Analysis, Case

PORT, SLOWER = 8797, 4
WATCH = """
window.longest = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (entry.interactionId) window.longest = Math.max(longest, entry.duration);
}).observe({type: "event", durationThreshold: 16, buffered: true});
"""


@figure("P-18e", "longest wait after a key or click, processor four times slower", 100, "ms")
def interaction(world):
    """On pages with the most to do: the work list's filter, an analysis, a note."""
    from playwright.sync_api import sync_playwright

    found, case = 0.0, Case.objects.filter(panel=world.panel, analysis__state=Analysis.State.DRAFT).earliest("pk").pk
    pages = [
        ("/cases/", Role.MANAGER), (f"/cases/{case}/analysis/change/", Role.DOCTOR),
        (f"/cases/{case}/notes/new/", Role.MANAGER),
    ]  # fmt: skip
    opened = [(path, world.client(role).cookies["session"].value) for path, role in pages]
    call_command("collectstatic", interactive=False, verbosity=0)  # the servers give what is collected, and no more
    with running(PORT, 1, 0), sync_playwright() as driver:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=sandbox)
        for path, session in opened:
            found = max(found, _longest(browser, session, path))
        browser.close()
    return found


def _longest(browser, session: str, path: str) -> float:
    """Clicks what can be ticked, types where one can write, opens what is folded."""
    context = browser.new_context(base_url=f"http://{HOST}:{PORT}")
    context.add_cookies([{"name": "session", "value": session, "url": f"http://{HOST}:{PORT}"}])
    page = context.new_page()
    page.add_init_script(WATCH)
    slow = context.new_cdp_session(page)
    if page.goto(path).status != 200:
        raise RuntimeError(f"{path} did not come")
    if not page.evaluate("[...document.styleSheets].some(sheet => sheet.cssRules.length) && document.scripts.length"):
        raise RuntimeError("the page came without its styles and scripts")
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    done = sum(_each(page, one) for one in ("summary", "input[type=radio]", "input[type=checkbox]", "textarea"))
    page.wait_for_timeout(500)
    longest = page.evaluate("window.longest")
    context.close()
    if not done:
        raise RuntimeError(f"{path} has nothing to do")
    return longest


def _each(page, what: str, most: int = 6) -> int:
    found = [one for one in page.locator(f"main {what}").all() if one.is_visible()][:most]
    for one in found:
        one.type("Some words that nobody keeps") if what == "textarea" else one.click(force=True)
    return len(found)
