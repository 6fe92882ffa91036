"""The pages of the admin are drawn without a collected folder of static files."""

import pytest


@pytest.fixture(autouse=True)
def _plain_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def head(house, client):
    client.force_login(house.head)
    return client
