"""Files lie in two places, of which a backup takes one; no field of a table puts any elsewhere."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage, storages
from django.db.models import FileField


def test_no_table_has_a_file_field():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert [field for field in fields if isinstance(field, FileField)] == []


def test_what_would_be_saved_by_one_is_refused():
    with pytest.raises(ImproperlyConfigured):
        default_storage.save("anna.jpg", ContentFile(b"x"))
    with pytest.raises(ImproperlyConfigured):
        default_storage.open("anna.jpg")


def test_originals_lie_apart_from_what_a_backup_takes():
    lying = [storages[name] for name in ("files", "originals")]
    assert all(isinstance(one, FileSystemStorage) for one in lying)
    files, originals = (one.base_location for one in lying)
    assert not str(originals).startswith(f"{files}/")
    assert not str(files).startswith(f"{originals}/")


def test_both_are_read_by_the_portals_own_user_only():
    for name in ("files", "originals"):
        options = settings.STORAGES[name]["OPTIONS"]
        modes = options["file_permissions_mode"], options["directory_permissions_mode"]
        assert modes == (0o600, 0o700)
