"""How near the replay of a decision comes to what was reported of it."""

import pandas as pd

from scenarios.answer import Answer
from scenarios.calibration import calibrate


def table(replay: Answer, language: str) -> pd.DataFrame:
    """One row per reported figure, in the unit its name says; `difference` is relative."""
    return pd.DataFrame(
        [
            {
                "name": match.name.of(language),
                "model": match.model,
                "reported": float(match.reported),
                "difference": match.difference,
                "sources": match.source,
            }
            for match in calibrate(replay)
        ]
    )
