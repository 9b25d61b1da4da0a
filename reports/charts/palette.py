"""One colour for one thing, everywhere: the Okabe-Ito palette, told apart by colour-blind eyes."""

BLUE, SKY, GREEN, ORANGE = "#0072B2", "#56B4E9", "#009E73", "#E69F00"
VERMILION, PURPLE, GREY, INK = "#D55E00", "#CC79A7", "#7A7A7A", "#222222"

STATUS = {
    "closed": VERMILION,
    "handed_over": PURPLE,
    "cut": ORANGE,
    "regrouped": BLUE,
    "kept": GREY,
    "grown": GREEN,
    "other": SKY,
}
CATEGORY = {"service": BLUE, "drift": SKY, "transfers": ORANGE}
MOMENT = {"before": GREY, "after": BLUE}
VERDICT = {"more": GREEN, "none": GREY, "fewer": VERMILION, "unknown": INK}
WAY = {
    "attrition": SKY,
    "hours": SKY,
    "dismissals": VERMILION,
    "moves": BLUE,
    "retraining": PURPLE,
    "along": ORANGE,
    "hired": GREEN,
    "running": BLUE,
    "fixed": GREY,
    "transfers": ORANGE,
    "elsewhere": PURPLE,
    "tax": GREY,
}
LANE = {
    "consultation": SKY,
    "hearing": BLUE,
    "negotiation": PURPLE,
    "decision": INK,
    "wait": ORANGE,
    "notice": VERMILION,
    "change": GREEN,
}
FATE = {
    "stays": "#c9d3dc",
    "moves": BLUE,
    "retrains": PURPLE,
    "hired": GREEN,
    "transferred": ORANGE,
    "vacated": SKY,
    "given_up": GREY,
    "dismissed": VERMILION,
}
