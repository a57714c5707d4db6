"""A shelf: a folder where each file defines one thing, and file = name = key = URL slug."""

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def shelf(package: ModuleType, kind: type[T]) -> dict[str, T]:
    """Everything on the shelf `package`, by name, in alphabetical order.

    A file `foo.py` must define `foo` (an instance of `kind`); anything else is a mistake of the author.
    """
    items = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        item = getattr(loaded, module.name, None)
        if not isinstance(item, kind):
            raise TypeError(f"{loaded.__name__} must define `{module.name}`, a {kind.__name__}; it does not")
        if hasattr(item, "key"):
            object.__setattr__(item, "key", module.name)  # the one word of it that its own file does not say
        items[module.name] = item
    return items
