"""A panel with people, and somebody to invite."""

import pytest

from accounts.roles import Role
from tests import factories, scenarios_panels


@pytest.fixture
def case(panel, manager):
    """A prepared case with a checked summary."""
    return scenarios_panels.summarised(panel, manager)


@pytest.fixture
def second_case(panel, manager):
    """Another one."""
    return scenarios_panels.summarised(panel, manager)


@pytest.fixture
def colleague(person):
    """A second member, from the local authority, as required."""
    agency = factories.organisation(kind="local_authority")
    return person(Role.MEMBER, seat="as_required", organisation=agency)
