"""The pages' files: each keeps one address for as long as the process lives."""

from functools import cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PagesFiles(CompressedManifestStaticFilesStorage):
    """A page names a dozen of them; an address is made from the name and the manifest once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = cache(super().url)  # type: ignore[method-assign]
