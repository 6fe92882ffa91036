"""Every address the portal answers, walked from the URL resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str  # with namespaces; «-» for a nameless one
    parameters: tuple[str, ...]  # of the whole address

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]


def routes(resolver: URLResolver | None = None, prefix: str = "", above=()) -> Iterator[Route]:
    for entry in (resolver or get_resolver()).url_patterns:
        parameters = (*above, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield Route(prefix + (entry.name or "-"), parameters)
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, inner, parameters)
