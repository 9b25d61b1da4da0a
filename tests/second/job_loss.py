"""(10.8) to (10.11) of docs/formulation.md: what one dismissal costs, by adaptive integration."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import exp, inf, log

from scipy.integrate import quad

from second.base import Base
from second.data import Row, number
from second.exit import Ladder, benefit, ladder


def last_days(b: Base, s: str) -> list[tuple[float, float]]:
    """Shares of s by seniority, and their last day under notice, in years from the first day."""
    own = b.kinds[s].get("notice_months")
    rows = [row for (r, _), row in b.t["seniority"].items() if r == s]
    found = [(number(row, "share"), number(row, "notice_months")) for row in rows]
    bands = [(1.0, float(own))] if own else found or [(1.0, 0.0)]
    return [(share, b.start + months / 12.0) for share, months in bands]


def leavers(b: Base, s: str, x: int) -> list[tuple[float, float]]:
    """(10.9) Who of those dismissed in x leaves without a job, and the time e."""
    if x > b.years[0]:
        return [(1.0, 0.0)]
    stay = 1.0 - number(b.kinds[s], "resigns")
    return [(share * stay, end) for share, end in last_days(b, s)]


def finding(b: Base, s: str, *, helped: bool) -> float | None:
    """(10.8); None where the data tell of no chance."""
    row: Row = b.t["reemployment"].get(s, {})
    chance = row.get("helped" if helped else "chance")
    if not chance:
        return None
    return -4.0 * log(1.0 - float(chance)) if float(chance) < 1.0 else inf


def seeking(b: Base, s: str, x: int, y: int, *, helped: bool = False) -> float:
    """(10.9), over calendar year y"""
    return expected(b, s, x, y, lambda h: lambda t: exp(-h * t), helped=helped)


def without_work(b: Base, s: str, x: int, y: int, *, helped: bool = False) -> float:
    """(10.10), over calendar year y"""
    joined = b.kinds[s].get("joins")
    if not joined:
        return seeking(b, s, x, y, helped=helped)
    r, share = number(b.at(x, "groups", joined), "exit_rate"), b.setting("displacement")

    def at(h: float) -> Callable[[float], float]:
        return lambda t: exp(-h * t) + share * displaced(h, r, t)

    return expected(b, s, x, y, at, helped=helped)


def displaced(h: float, r: float, t: float) -> float:
    """Those without a job t after, because one of them was taken."""
    if h == inf:
        return exp(-r * t)
    if abs(r - h) < 1e-9:
        return h * t * exp(-h * t)
    return h / (r - h) * (exp(-h * t) - exp(-r * t))


def benefits(b: Base, s: str, x: int, y: int, *, helped: bool = False) -> float:
    """(10.11)"""
    joined = b.kinds[s].get("joins")
    return benefit(b, joined, x) * seeking(b, s, x, y, helped=helped) if joined else 0.0


def refunds(b: Base, s: str, x: int, y: int, *, helped: bool = False) -> float:
    """(10.11) The state's share."""
    joined = b.kinds[s].get("joins")
    if not joined:
        return 0.0
    rules = ladder(b, x, joined)

    def at(h: float) -> Callable[[float], float]:
        return lambda t: exp(-h * t) * refund(t, rules)

    ages = [age for age, _, _ in rules]
    return benefit(b, joined, x) * expected(b, s, x, y, at, ages, helped=helped)


def refund(age: float, rules: Ladder) -> float:
    """Of a spell of an age, by the last step that has begun."""
    return next(share for begin, _, share in reversed(rules) if begin <= age)


def expected(
    b: Base,
    s: str,
    x: int,
    y: int,
    at: Callable[[float], Callable[[float], float]],
    kinks: Iterable[float] = (),
    *,
    helped: bool,
) -> float:
    """Over year y, of what is at(h) of the time since the last day at work."""
    h = finding(b, s, helped=helped)
    if h is None:
        return 0.0
    found = 0.0
    for share, e in leavers(b, s, x):
        span = max(0.0, y - x - e), max(0.0, y - x + 1 - e)
        edges = sorted({*span, *(t for t in kinks if span[0] < t < span[1])})
        found += share * sum(quad(at(h), *part)[0] for part in pairwise(edges))
    return found
