"""The cache, when its server may be away: nothing of the journal waits for it.

Limits by the minute live here; while the server is away they rest, it is logged, and those that the
database counts hold (people/sign_in/guesses.py, people/quotas.py).
"""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
_MANY = 100_000


class _KeptClient(RedisCacheClient):
    """Django makes a client for each question, which costs as much as to ask it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clients: dict[Any, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]
        if pool not in self._clients:
            self._clients[pool] = super().get_client(key, write=write)
        return self._clients[pool]


class ForgivingCache(RedisCache):
    """Answers as an empty cache when its server does not answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._class = _KeptClient

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError:
            return _away(default)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        try:
            return super().get_many(keys, version)
        except RedisError:
            return _away({})

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(key, value, *args, **kwargs)
        except RedisError:
            _away(None)

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        try:
            return super().add(key, value, *args, **kwargs)
        except RedisError:
            return _away(True)

    def delete(self, key: str, version: int | None = None) -> bool:
        try:
            return super().delete(key, version)
        except RedisError:
            return _away(False)

    def collect(self, key: str, number: int) -> bool:
        """Put a number into a set that somebody takes as a whole. :returns: whether it is kept"""
        try:
            self._cache.get_client(write=True).sadd(self.make_and_validate_key(key), number)
            return True
        except RedisError:
            return _away(False)

    def taken(self, key: str) -> frozenset[int]:
        """Everything collected; the set is empty from then on. Nobody else gets the same."""
        try:
            client = self._cache.get_client(write=True)
            return frozenset(map(int, client.spop(self.make_and_validate_key(key), _MANY) or ()))
        except RedisError:
            return _away(frozenset())


def _away(answer: Any) -> Any:
    logger.warning("the cache is away")
    return answer
