"""Contracts: places that are bought until a date, those not used until then, those left early."""

import pandas as pd
from babel.dates import format_date

from locales import LOCALES
from reports.disclosure.masking import Table
from scenarios.solve import Answer


def table(answer: Answer, language: str) -> Table:
    """One row per contract: places and end, unused by year, left early and what that costs."""
    data, plan = answer.instance, answer.solution.plan or answer.baseline
    years = [f"unused_{y}" for y in data.years]
    rows = [
        {
            "contract": c,
            "name": data.measures[contract.measure].name.of(language),
            "bought": contract.places,
            "ends_on": format_date(contract.ends, "long", locale=LOCALES[language]),
            **{f"unused_{y}": plan.unused.get((c, y), 0.0) for y in data.years},
            "left_early": plan.left.get((c,), 0.0),
            "left_cost": plan.left.get((c,), 0.0) * (contract.leave_cost or 0.0),
        }
        for c, contract in data.contracts.items()
    ]
    columns = ["contract", "name", "bought", "ends_on", *years, "left_early", "left_cost"]
    return Table(pd.DataFrame(rows, columns=columns), columns)
