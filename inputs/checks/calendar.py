"""The way to the decision and from it: an order that the law forbids is a fault of the data."""

from collections.abc import Iterator, Mapping
from datetime import date

from inputs.parsing.cells import few, quoted
from inputs.parsing.records import Record, Records, Rule, error_at
from inputs.problems import Message, Problem, say
from model.demand import NO_WORDS
from model.instance import ProcessStep
from model.staff.timeline import too_early, waits_for

AFTER_DECISION = ("negotiation", "notice", "wait")
APART = 7.5  # days between the decision and what the settings say is gone of the year


def steps_of(records: Records) -> dict[str, ProcessStep]:
    """The steps as the model has them, without their words."""
    return {
        row["step"]: ProcessStep(
            row["step"], NO_WORDS, tuple(row["after"]), row["days"], row["when"], row["lane"],
            NO_WORDS, row["starts_on"],
        )
        for row in records["process"]
    }  # fmt: skip


def in_lane(steps: Mapping[str, Record], *lanes: str) -> set[str]:
    return {name for name, step in steps.items() if step["lane"] in lanes}


def consulted_before_decision(records: Records) -> Iterator[Problem]:
    """MED and councils are heard before the committee decides."""
    steps = {row["step"]: row for row in records["process"]}
    before = waits_for(steps_of(records), *in_lane(steps, "decision"))
    for name in sorted(in_lane(steps, "consultation") - before):
        yield fault(steps[name], "lane", name, HEARD, FIRST)
    for name in sorted(before & in_lane(steps, *AFTER_DECISION)):
        yield fault(steps[name], "lane", name, LATER, FIRST)


def negotiated_before_notice(records: Records) -> Iterator[Problem]:
    """No notice is given before the negotiations have ended."""
    steps = {row["step"]: row for row in records["process"]}
    negotiations, order = in_lane(steps, "negotiation"), steps_of(records)
    for name in in_lane(steps, "notice"):
        if lost := sorted(negotiations - waits_for(order, name)):
            rule = say("No notice is given before the negotiations have ended.")
            remedy = say("Let the step wait for {steps}.", steps=few(lost))
            yield error_at(steps[name], "after", quoted(" ".join(steps[name]["after"])),
                           rule, remedy)  # fmt: skip


def dates_in_order(records: Records) -> Iterator[Problem]:
    """A step with a date does not begin before those that it waits for have ended."""
    steps = {row["step"]: row for row in records["process"]}
    for name, (behind, day) in too_early(steps_of(records)).items():
        rule = say("{step} ends on {day}, and this step waits for it.", step=behind, day=f"{day}")
        found = quoted(steps[name]["starts_on"])
        yield error_at(steps[name], "starts_on", found, rule, REORDER)


def decision_as_in_settings(records: Records) -> Iterator[Problem]:
    """The decision is made when the settings say that so much of the first year has gone."""
    given = {r["setting"]: r["value"] for r in records["settings"]}
    decided = [r for r in records["process"] if r["lane"] == "decision" and r["starts_on"]]
    if not decided or given.get("first_year") is None:
        return
    last = max(decided, key=lambda row: row["starts_on"])
    gone = (last["starts_on"] - date(given["first_year"], 1, 1)).days + 1
    if abs(gone - 365 * (given.get("elapsed") or 0.0)) > APART:
        rule = say("The settings say that {share} of {year} has gone at the decision.",
                   share=given.get("elapsed") or 0.0, year=str(given["first_year"]))  # fmt: skip
        yield error_at(last, "starts_on", quoted(last["starts_on"]), rule, AGREE)


def fault(step: Record, column: str, name: str, rule: Message, remedy: Message) -> Problem:
    found = say("{step} as {lane}", step=name, lane=step["lane"])
    return error_at(step, column, found, rule, remedy)


HEARD = say("MED and councils are heard before the decision, so a decision has to wait for it.")
LATER = say("Negotiations, notices and waits follow the decision.")
FIRST = say('Correct "After" of the decision, or the kind of the step.')
REORDER = say("Write a later date, or correct the other step.")
AGREE = say("Correct the date, or what has gone of the first year.")

RULES: tuple[Rule, ...] = (
    consulted_before_decision,
    negotiated_before_notice,
    dates_in_order,
    decision_as_in_settings,
)
