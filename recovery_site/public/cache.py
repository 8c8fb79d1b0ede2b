"""A shared cache that may go away: then nothing is found in it, and pages are served all the same.

Wagtail and Django read the cache on every page; its errors must not become theirs.
`/readyz` still says that it is gone.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class CacheThatMayBeAway(RedisCache):
    def _or(self, instead: Any, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except RedisError as error:
            log.error("the cache is away: %s", type(error).__name__)
            return instead

    def add(self, key: Any, value: Any, *args: Any, **named: Any) -> Any:
        return self._or(
            False, lambda: super(CacheThatMayBeAway, self).add(key, value, *args, **named)
        )

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._or(default, lambda: super(CacheThatMayBeAway, self).get(key, default, version))

    def set(self, key: Any, value: Any, *args: Any, **named: Any) -> None:
        self._or(None, lambda: super(CacheThatMayBeAway, self).set(key, value, *args, **named))

    def touch(self, key: Any, *args: Any, **named: Any) -> Any:
        return self._or(False, lambda: super(CacheThatMayBeAway, self).touch(key, *args, **named))

    def delete(self, key: Any, version: Any = None) -> Any:
        return self._or(False, lambda: super(CacheThatMayBeAway, self).delete(key, version))

    def get_many(self, keys: Any, version: Any = None) -> Any:
        return self._or({}, lambda: super(CacheThatMayBeAway, self).get_many(keys, version))

    def has_key(self, key: Any, version: Any = None) -> Any:
        return self._or(False, lambda: super(CacheThatMayBeAway, self).has_key(key, version))

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        # 0 is what nothing was counted as.
        return self._or(0, lambda: super(CacheThatMayBeAway, self).incr(key, delta, version))

    def set_many(self, data: Any, *args: Any, **named: Any) -> Any:
        return self._or(
            list(data), lambda: super(CacheThatMayBeAway, self).set_many(data, *args, **named)
        )

    def delete_many(self, keys: Any, version: Any = None) -> None:
        self._or(None, lambda: super(CacheThatMayBeAway, self).delete_many(keys, version))
