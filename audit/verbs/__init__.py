"""The verbs of the trail by what they are about, and the sentence each reads as. One without a sentence is refused."""

from audit.verbs import cases, panels, people, reports
from audit.verbs.group import Group

GROUPS: dict[str, Group] = people.GROUPS | cases.GROUPS | panels.GROUPS | reports.GROUPS
GROUP_OF = {verb: code for code, group in GROUPS.items() for verb in group.sentences}
SENTENCES = {verb: words for group in GROUPS.values() for verb, words in group.sentences.items()}
