"""All kinds of demand by name, in the order of the paper."""

from model.demand_kinds import citizens, measures, money, staff, units
from model.demand_kinds.record import DemandKind

RECORDS = [
    record
    for subject in (money, measures, citizens, units, staff)
    for record in vars(subject).values()
    if isinstance(record, DemandKind)
]
KINDS: dict[str, DemandKind] = {
    kind.name: kind for kind in sorted(RECORDS, key=lambda kind: int(kind.line.split(".")[1]))
}
