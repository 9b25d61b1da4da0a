"""Which decisions are sure: what hindsight plans decide, and the numbers that tell them apart."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold
from sklearn.tree import DecisionTreeClassifier

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]
DEPTHS = (1, 2, 3)
GAIN = 0.03  # of the score that one more condition has to win
LEAF = 0.05  # share of the futures that a rule holds at least
FOLDS, SEED = 5, 0
RARE = 10  # futures: so few that go otherwise have no rule


class Condition(NamedTuple):
    """A number, by its column, is above a value or not."""

    number: int
    above: bool
    value: float

    def holds(self, numbers: Array) -> Truth:
        found: Truth = (numbers[:, self.number] > self.value) == self.above
        return found


class Rule(NamedTuple):
    """Conditions under which a decision is made.

    Of the futures in which it is made the rule covers a share, and of those that the rule holds it
    is made in the share `precision`; both for futures that the rule was not found from.
    """

    conditions: tuple[Condition, ...]
    coverage: float
    precision: float

    @property
    def score(self) -> float:
        return self.coverage * self.precision


def telling_rule(made: Truth, numbers: Array) -> Rule | None:
    """The rule of fewest conditions that tells the futures in which a decision is made.

    None where hardly any go one way, and where no rule is better than to say it always.
    """
    if min(made.sum(), (~made).sum()) < RARE:
        return None
    best = Rule((), 1.0, float(made.mean()))
    for depth in DEPTHS:
        conditions = conditions_of(made, numbers, depth)
        found = Rule(conditions, *checked(made, numbers, depth))
        if conditions and found.score > best.score + GAIN:
            best = found
    return best if best.conditions else None


def checked(made: Truth, numbers: Array, depth: int) -> tuple[float, float]:
    """Coverage and precision of rules found from four fifths of the futures in the last fifth."""
    said = np.zeros(len(made), bool)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for known, held in folds.split(numbers, made):
        said[held] = holds(conditions_of(made[known], numbers[known], depth), numbers[held])
    hits = int((said & made).sum())
    return hits / int(made.sum()), hits / max(1, int(said.sum()))


def holds(conditions: Sequence[Condition], numbers: Array) -> Truth:
    """The futures in which all conditions hold."""
    found = np.ones(len(numbers), bool)
    for condition in conditions:
        found &= condition.holds(numbers)
    return found


def conditions_of(made: Truth, numbers: Array, depth: int) -> tuple[Condition, ...]:
    """The conditions of the leaf of a tree that best tells where a decision is made."""
    tree = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=LEAF, random_state=SEED)
    tree.fit(numbers, made)
    best: tuple[Condition, ...] = ()
    score = -1.0
    for conditions in leaves(tree):
        said = holds(conditions, numbers)
        hits = (said & made).sum()
        if hits**2 / said.sum() > score:
            best, score = conditions, hits**2 / said.sum()
    return simplest(best)


def leaves(
    tree: DecisionTreeClassifier, node: int = 0, way: tuple[Condition, ...] = ()
) -> Iterator[tuple[Condition, ...]]:
    """The conditions of every leaf below a node."""
    inner = tree.tree_
    if inner.children_left[node] < 0:
        yield way
        return
    number, value = int(inner.feature[node]), float(inner.threshold[node])
    for child, above in ((inner.children_left[node], False), (inner.children_right[node], True)):
        yield from leaves(tree, int(child), (*way, Condition(number, above, value)))


def simplest(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """The conditions with one end of a number told once, the tighter."""
    found: dict[tuple[int, bool], Condition] = {}
    for each in conditions:
        key = each.number, each.above
        if key not in found or (each.value > found[key].value) == each.above:
            found[key] = each
    return tuple(found.values())
