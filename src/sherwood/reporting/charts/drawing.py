"""Specifications drawn as SVG or PNG, without a browser."""

import json
from functools import lru_cache
from typing import Any


def svg(specification: dict[str, Any]) -> str:
    """The picture as SVG to stand inside a page: hidden from screen readers, which get the words beside it."""
    drawn = _svg(json.dumps(specification, sort_keys=True))
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def png(specification: dict[str, Any], scale: float = 3) -> bytes:
    import vl_convert

    return vl_convert.vegalite_to_png(specification, scale=scale)


@lru_cache(maxsize=512)
def _svg(specification: str) -> str:
    import vl_convert

    return vl_convert.vegalite_to_svg(specification)
