"""Where workers are found: a cluster that runs already, where there is one, then this machine."""

from scenarios.pool.pool import Source, Workers

STARTS = 3  # of a local cluster that ends before the program does


def sources(address: str, studies: int | None, *, for_readers: bool) -> list[Source]:
    """The cluster at an address, "" for none, and one of so many workers for studies here."""

    def elsewhere() -> Workers:
        from scenarios.pool.cluster import Cluster  # noqa: PLC0415  # takes half a second

        return Cluster(address).with_our_code()

    def here() -> Workers:
        from scenarios.pool.cluster import LocalCluster  # noqa: PLC0415  # as above

        return LocalCluster(studies, for_readers=for_readers)

    there = [Source(address, elsewhere)] if address else []
    return [*there, *[Source("", here)] * STARTS]
