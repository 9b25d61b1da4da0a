"""What follows from an answer or from data, computed once: pages ask for it again and again."""

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache, partial, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from model.instance import Instance

ANSWERS, DATA = 128, 8  # results that are kept of each function, those last asked for

P = ParamSpec("P")
R = TypeVar("R")


class WithoutDemands:
    """An instance without its demands: equal where every table is, whatever is asked of it."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        names = (field.name for field in fields(instance) if field.name != "demands")
        self.tables = tuple(getattr(instance, name) for name in names)

    def __hash__(self) -> int:
        return hash(self.instance.settings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WithoutDemands) and self.tables == other.tables


class _Result:
    """What a call gives; several threads that ask at the same time wait for the first."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self.call, self.lock, self.found = call, Lock(), list[Any]()

    def get(self) -> Any:
        with self.lock:
            if not self.found:
                self.found.append(self.call())
            return self.found[0]


def keeping(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Calls a function once for the same arguments; a call that fails is not kept."""

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def result(*args: Any, **kwargs: Any) -> _Result:
            return _Result(partial(function, *args, **kwargs))

        @wraps(function)
        def found(*args: P.args, **kwargs: P.kwargs) -> R:
            return result(*args, **kwargs).get()  # type: ignore[no-any-return, arg-type]

        return found

    return keep


once = keeping(ANSWERS)  # of an answer
once_for_data = keeping(DATA)
