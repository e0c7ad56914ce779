"""``python -m chaos``: parts of the running service are killed while people work; nothing acknowledged may be lost.

Everything is its own: a folder of its own for database and broker, invented cases, a mail server on loopback. Printed
are the kills, how long the service was away, and what the database and the mailbox then hold against what people were
told. The status is 1 when anything acknowledged is lost, done twice, or stays undone.
"""

import argparse
import logging
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from random import Random

LEFT_SECONDS = 150  # a lost nudge waits for the next sweep, at most a minute


def parse() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=40, help="how many (40)")
    parser.add_argument("--seed", type=int, default=1, help="another order of kills")
    parser.add_argument("--people", type=int, default=6, help="how many work at the same time (6)")
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; any that is free if not given")
    parser.add_argument("--log", type=Path, help="keep what the parts said in this file")
    return parser.parse_args()


def main() -> int:
    """0 when everything acknowledged is there, once."""
    asked = parse()
    folder = Path(tempfile.mkdtemp(prefix="cdop-chaos-"))
    folder.chmod(0o755)  # the account that runs the database passes through
    try:
        return _within(folder / "var", asked)
    finally:
        if asked.log:
            shutil.move(folder / "log", asked.log)
        shutil.rmtree(folder, ignore_errors=True)


def _within(var: Path, asked: argparse.Namespace) -> int:
    from chaos.mailbox import Mailbox

    mailbox = Mailbox()
    _surroundings(var, mailbox.port)
    from chaos.parts import Parts

    parts = Parts(asked.port)
    try:
        parts.prepare()
        return _kill_and_tell(parts, mailbox, asked)
    finally:
        parts.stop()
        mailbox.close()


def _surroundings(var: Path, mail_port: int) -> None:
    """Our own folder, role and mail server, whatever the shell says; nobody types codes here."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "CDOP_TEST_FAST"):
        os.environ.pop(name, None)
    os.environ |= {
        "CDOP_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cdop.settings.local", "CDOP_DATABASE_ROLE": "app",
        "CDOP_PANELS": "all",
        "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(mail_port),
    }  # fmt: skip


def _kill_and_tell(parts, mailbox, asked: argparse.Namespace) -> int:
    import django

    django.setup()
    logging.disable(logging.INFO)
    from chaos.ledger import Ledger
    from chaos.people import Office, People

    ledger = Ledger()
    parts.heal()
    people = People(parts.port, ledger, Office(), asked.people)
    people.begin()
    away = _kill(parts, Random(asked.seed), asked.kills)  # a seed is there to be repeated
    people.end()
    _tell_kills(away)
    return _tell(parts, ledger, mailbox, people)


def _kill(parts, random: Random, times: int) -> dict[str, list[float]]:
    """Kills that many parts one after the other, some before the last one is well again; seconds until all is."""
    away = defaultdict(list)
    names = list(parts.deeds)
    for number in range(times):
        name = names[number % len(names)] if number < len(names) else random.choice(names)
        time.sleep(random.uniform(0.3, 2))
        parts.deeds[name]()
        away[name].append(parts.heal())
    return away


def _tell_kills(away: dict[str, list[float]]) -> None:
    print(f"{'killed':<32}{'times':>6}{'longest until well, s':>24}")
    for name, took in away.items():
        print(f"{name:<32}{len(took):>6}{max(took):>24.1f}")


def _tell(parts, ledger, mailbox, people) -> int:
    from chaos import proof

    until = time.monotonic() + LEFT_SECONDS
    while proof.left_to_do() and time.monotonic() < until:
        parts.start()  # a worker that lost its broker may end a little later
        time.sleep(0.5)
    again = sum(count - 1 for count in mailbox.came.values())
    print(f"{len(ledger)} things asked for, {ledger.acknowledged} acknowledged, {ledger.repeated} asked for again")
    print(f"longest time in which nobody was told anything: {people.longest:.1f} s")
    answers = ", ".join(f"{status or 'none'} {count}" for status, count in sorted(people.answers.items()))
    print(f"answers by status: {answers}")
    print(f"{len(mailbox.came)} messages came, {again} of them once more with the same Message-ID")
    faults = proof.findings(ledger, mailbox.came, people.office.trail)
    print("\n".join(faults) or "Everything acknowledged is there, once; the trail holds.")
    return int(bool(faults) or ledger.acknowledged == 0)


if __name__ == "__main__":
    sys.exit(main())
