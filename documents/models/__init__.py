"""Stored files, the jobs that make them, photos on their way: ids, moments and codes, never a text."""

from .file import ORIGINAL, StoredFile, StoredFileQuerySet, random_name
from .job import Job
from .photo import NO_DETECTOR, WHOLE, Photo, PhotoCopy

__all__ = [
    "NO_DETECTOR", "ORIGINAL", "WHOLE", "Job", "Photo", "PhotoCopy", "StoredFile",
    "StoredFileQuerySet", "random_name",
]  # fmt: skip
