"""How far chance alone could move a figure."""

from math import sqrt

Z95 = 1.959963984540054


def wilson(met: int, counted: int, z: float = Z95) -> tuple[float, float] | None:
    """The Wilson score interval of a share, as (low, high) between 0 and 1; None when nothing was counted.

    Source: E. B. Wilson, 1927. It stays inside 0 to 1 and holds for small counts, where the plain one does not.
    """
    if counted <= 0:
        return None
    share = met / counted
    centre = share + z * z / (2 * counted)
    spread = z * sqrt(share * (1 - share) / counted + z * z / (4 * counted * counted))
    scale = 1 + z * z / counted
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def byar(count: int, z: float = Z95) -> tuple[float, float]:
    """Byar's approximation to the Poisson interval of a count, used for rates in public health."""
    low = 0.0 if count == 0 else count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3
    more = count + 1
    return low, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
