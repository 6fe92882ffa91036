"""Pages are drawn without a collected folder of static files; it is Monday 8:50 in Rīga."""

import pytest

from tests.world import at


@pytest.fixture(autouse=True)
def _plain_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(at(8, 50), tick=False)
    return time_machine
