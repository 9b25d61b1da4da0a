"""The days of the way to the decision that a scenario moves, and what they would break.

One thing says when the decision is made: its day, where the scenario gives it, and then so much of
the first year has gone; else what the settings say has gone, and then the days of the data follow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from model.demand import NO_WORDS, Text
from model.instance import Instance, ProcessStep, gone_by
from model.staff.timeline import before_decision, decision_by_settings, too_early
from scenarios.scenario import Fault, Scenario

ELAPSED = "settings.elapsed"


def with_days(changed: Instance, scenario: Scenario, data: Instance) -> Instance:
    """The data on the scenario's days, with steps of its own; `data` are those without it."""
    settings, steps = changed.settings, with_steps(changed.process, scenario)
    if day := decided_on(scenario, changed):
        settings = settings._replace(elapsed=gone_by(day, settings.first_year))
        later = timedelta(0)
    else:
        later = decision_by_settings(settings) - decision_by_settings(data.settings)
    for i, step in changed.process.items():
        day = scenario.calendar.get(i, step.starts_on and step.starts_on + later)
        steps[i] = steps[i]._replace(starts_on=day)
    return replace(changed, settings=settings, process=steps)


def with_steps(process: Mapping[str, ProcessStep], scenario: Scenario) -> dict[str, ProcessStep]:
    """The steps of the data, each after those that the scenario puts before it."""
    own = {
        i: ProcessStep(i, step.name, (), 0.0, "always", "consultation", NO_WORDS, step.starts_on)
        for i, step in scenario.steps.items()
    }
    return own | {
        i: step._replace(
            after=(*step.after, *(new for new, s in scenario.steps.items() if s.before == i))
        )
        for i, step in process.items()
    }


def decided_on(scenario: Scenario, instance: Instance) -> date | None:
    """The day of the last decision, where the scenario gives one of them a day."""
    decisions = {i: s for i, s in instance.process.items() if s.lane == "decision"}
    if not decisions.keys() & scenario.calendar.keys():
        return None
    days = (scenario.calendar.get(i, step.starts_on) for i, step in decisions.items())
    return max(day for day in days if day)


def day_faults(scenario: Scenario, changed: Instance, data: Instance) -> Iterator[Fault]:
    """Days and steps of a scenario that the settings, the year or the law does not allow."""
    day, known = decided_on(scenario, data), data.process
    if day and scenario.data.get(ELAPSED) is not None:
        yield Fault(f"data.{ELAPSED}", f"{scenario.data[ELAPSED]:g}", ONE_OF[1], ONE_OF[0])
    if day and day.year != changed.settings.first_year:
        yield Fault("calendar", f"{day}", IN_YEAR[1], IN_YEAR[0])
    leading = before_decision(known)
    for i, step in scenario.steps.items():
        if i in known:
            yield Fault(f"steps.{i}", i, OTHER_ID[1], OTHER_ID[0])
        elif step.before in known and step.before not in leading:
            yield Fault(f"steps.{i}.before", step.before, HEARD[1], HEARD[0])
    process = with_days(changed, scenario, data).process
    for i, (behind, end) in too_early(process).items():
        place = f"steps.{behind}" if behind in scenario.steps else "calendar"
        place = f"calendar.{i}" if i in scenario.calendar and place == "calendar" else place
        yield Fault(place, f"{i} {process[i].starts_on}", REORDER, ends_on(behind, end))


def ends_on(behind: str, end: date) -> Text:
    return Text(f"{behind} slutter {end}, og trinnet venter på det.",
                f"{behind} ends on {end}, and the step waits for it.")  # fmt: skip


ONE_OF = (
    Text("Beslutningens dato siger, hvor meget af første år der er gået.",
         "The day of the decision says how much of the first year has gone."),
    Text("Slet tallet, eller slet beslutningens dato i [calendar].",
         "Delete the number, or delete the day of the decision in [calendar]."),
)  # fmt: skip
IN_YEAR = (
    Text("Beslutningen træffes i det første år.", "The decision is made in the first year."),
    Text("Skriv en dato i det år, eller ret settings.first_year.",
         "Write a day of that year, or correct settings.first_year."),
)  # fmt: skip
OTHER_ID = (
    Text("Tidsplanen har allerede et trin med det id.",
         "The timeline already has a step of that id."),
    Text("Giv trinnet et andet id, eller flyt det andet i [calendar].",
         "Give the step another id, or move the other one in [calendar]."),
)  # fmt: skip
HEARD = (
    Text("Et scenaries egne trin ligger før beslutningen.",
         "The steps of a scenario come before the decision."),
    Text("Vælg et trin, som beslutningen venter på, eller beslutningen selv.",
         "Choose a step that the decision waits for, or the decision itself."),
)  # fmt: skip
REORDER = Text("Skriv en senere dato, eller ret det andet trin.",
               "Write a later date, or correct the other step.")  # fmt: skip
