"""The table of rights: a row for every action, and every row makes sense by itself."""

import pytest
from django.apps import apps
from django.db.models import CharField

from outbox.models.notification import ROLE_LENGTH
from people.access import Action
from people.access.tables import RIGHTS, Of
from people.models import Restriction, Role
from people.registry import all_settings


def test_every_action_has_its_one_row():
    assert sorted(row.action for row in RIGHTS) == sorted(Action)


@pytest.mark.parametrize("row", RIGHTS, ids=lambda row: row.action)
def test_a_row_says_what_can_be_asked(row):
    assert row.roles or row.assigned or row.guardians is not None, "held by nobody"
    assert set(row.roles) <= set(Role) - {Role.PARENT}
    if row.guardians:
        assert hasattr(Restriction, row.guardians)
    if row.setting:
        role, code = row.setting
        assert role not in row.roles
        assert code in {setting.code for setting in all_settings()}
    if row.of in (Of.HOUSE, Of.STAFF, Of.ACCOUNTS):
        assert not row.assigned, "an assignment is to a group"
    if row.sight:
        sight = next(one for one in RIGHTS if one.action == row.sight)
        assert sight.sight is None
        assert set(row.roles) <= set(sight.roles)
        by_role = Role.TEACHER in sight.roles  # an assignment counts only while one is a teacher
        assert by_role or set(row.assigned) <= set(sight.assigned)


def test_every_column_of_a_role_holds_every_role():
    columns = [
        field for model in apps.get_models() for field in model._meta.fields
        if field.name == "role" and isinstance(field, CharField)
    ]  # fmt: skip
    assert len(columns) > 4
    assert {field.max_length for field in columns} == {ROLE_LENGTH}
    assert max(map(len, Role.values)) <= ROLE_LENGTH
