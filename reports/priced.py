"""The demands of the committee workbook with their prices."""

import pandas as pd

from reports import pages
from reports.sheets import Column, Table
from scenarios.answer import Answer
from scenarios.prices import Prices

PRICES = (
    Column("marginal", "hundredth"),
    Column("price_full", "hundredth"),
    Column("price_share", "hundredth"),
)


def all_demands(answer: Answer, language: str, prices: Prices) -> Table:
    """Every demand, with the prices of those that are active."""
    table = pages.all_demands(answer, language)
    by_demand = {price.demand: price for price in prices.prices}
    found = [by_demand.get(q) for q in table.frame["demand"]]
    columns = {
        "marginal": [price.moves.marginal if price and price.moves else None for price in found],
        "price_full": [price.full if price else None for price in found],
        "price_share": [price.share.share if price and price.share else None for price in found],
    }
    frame = table.frame.join(pd.DataFrame(columns, dtype=float))
    return table._replace(frame=frame, columns=[*table.columns, *PRICES])
