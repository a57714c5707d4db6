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


def difference(
    now: tuple[int, int], then: tuple[int, int], share: bool, z: float = Z95
) -> tuple[float, float, float] | None:
    """How far `now` lies from `then`, each a numerator and a denominator, as (difference, low, high); None without both.

    Shares by Newcombe's method from two score intervals, counts over what they are counted in (a rate, children for
    each worker) by the same method from two Byar intervals. Source: R. G. Newcombe, 1998; A. Donner and G. Zou, 2012.
    """
    if now[1] <= 0 or then[1] <= 0:
        return None
    value, low, high = _with_interval(now, share, z)
    before, low_before, high_before = _with_interval(then, share, z)
    apart = value - before
    down = sqrt((value - low) ** 2 + (high_before - before) ** 2)
    up = sqrt((high - value) ** 2 + (before - low_before) ** 2)
    return apart, apart - down, apart + up


def _with_interval(parts: tuple[int, int], share: bool, z: float) -> tuple[float, float, float]:
    numerator, denominator = parts
    if share:
        low, high = wilson(numerator, denominator, z) or (0.0, 1.0)
        return numerator / denominator, low, high
    low, high = byar(numerator, z)
    return numerator / denominator, low / denominator, high / denominator
