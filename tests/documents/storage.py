"""What lies in the storage, as whoever comes by the disk would find it."""

from pathlib import Path

from django.core.files.storage import storages

from documents.models import ORIGINAL, StoredFile


def place(file: StoredFile) -> Path:
    storage = storages["originals" if file.kind == ORIGINAL else "files"]
    return Path(storage.path(f"{file.name[:2]}/{file.name}"))


def lying(file: StoredFile) -> bytes:
    return place(file).read_bytes()


def lie_in(storage: str) -> int:
    """How many files lie in a storage."""
    return sum(one.is_file() for one in Path(storages[storage].path("")).rglob("*"))
