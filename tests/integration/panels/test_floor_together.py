"""Several people save at the same moment, on real connections: a serial order, nothing lost, no deadlock shown."""

import random
import threading

import pytest
from django.db import connection

from accounts.roles import Role
from panels import spoken
from panels.actions import floor, live
from panels.models import Discussion
from panels.selectors.floor import record_of
from tests import factories
from tests import scenarios_panels as scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SAVES = 12


class Editor(threading.Thread):
    """Opens a page, writes a learning point, saves, writes the next, without ever looking at the page again."""

    def __init__(self, name: str, item, by) -> None:
        super().__init__(name=name)
        self.item, self.by, self.wrote, self.faults = item, by, [], []

    def run(self) -> None:
        """All saves, one after another."""
        try:
            self._write()
        except Exception as fault:  # noqa: BLE001  the test says what went wrong in another thread
            self.faults.append(fault)
        finally:
            connection.close()

    def _write(self) -> None:
        base, _ = record_of(self.item, Discussion(item=self.item))
        mine = base
        for number in range(SAVES):
            words = f"{self.name} learnt {number}"
            point = {"text": words, "good_practice": False}
            mine = spoken.plain({**mine, "learning_points": [*mine["learning_points"], point]})
            kept = floor.keep(meeting_id=self.item.meeting_id, item_id=self.item.pk, base=base, mine=mine, by=self.by)
            assert kept.clashes == []
            base = spoken.grown(base, mine, kept.clashes)
            self.wrote.append(words)


def test_three_people_write_two_cases_while_a_fourth_decides():
    panel = factories.panel()
    manager, chair = factories.person(panel, Role.MANAGER), factories.person(panel, Role.CHAIR)
    other = factories.person(panel, Role.MANAGER)
    panel.quorum_minimum = 1
    panel.save()
    cases = [scene.summarised(panel, manager) for _ in range(2)]
    meeting = scene.opened(*cases, manager=manager, invited=[chair])
    items = [scene.item(meeting, case) for case in cases]
    editors = [Editor(f"{who}-{n}", item, who) for n, item in enumerate(items) for who in (manager, chair, other)]
    random.Random(7).shuffle(editors)
    for editor in editors:
        editor.start()
    for _ in range(5):
        for case in cases:
            scene.decide(meeting, case, chair, outcome="deferred", reason="For now")
            scene.decide(meeting, case, chair, outcome="pending")
    for editor in editors:
        editor.join(60)
    assert [editor.faults for editor in editors if editor.faults] == []
    for item in items:
        record, _ = record_of(item, Discussion.objects.get(item=item))
        saved = {row["text"] for row in record["learning_points"]}
        wrote = {words for editor in editors if editor.item == item for words in editor.wrote}
        assert len(wrote) == 3 * SAVES
        assert saved == wrote
    for case in cases:
        scene.decide(meeting, case, chair)
    assert live.finalise(meeting_id=meeting.pk, by=chair).state == "finalised"
