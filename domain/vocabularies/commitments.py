"""The lists that describe a promise, and how far it has been kept."""

from __future__ import annotations

from domain.vocabularies.term import Term, Vocabulary

COMMITMENT_KIND = Vocabulary(
    "commitment_kinds",
    "Kinds of commitment",
    "What sort of thing was promised.",
    (
        Term("goal", "Goal", "A state of affairs to reach, with no figure: to lead the world in a field."),
        Term("target", "Target", "A figure to reach: 10,000 people trained."),
        Term("milestone", "Milestone", "A dated step on the way: five sites named by July."),
        Term(
            "establishment",
            "Establishment",
            "A body, centre, fund or site that is to be, or has been, set up.",
        ),
        Term("agreement", "Agreement", "What parties bound themselves to towards one another."),
        Term("measure", "Measure", "An action to be taken: more money, a new rule, an easier procedure."),
        Term("other", "Other", "None of the kinds above fits."),
    ),
)

COMPARATOR = Vocabulary(
    "comparators",
    "Comparators",
    "How an outcome is held against the value of a target.",
    (
        Term("eq", "Exactly", "The outcome is to equal the value."),
        Term("gte", "At least", "The outcome is to reach the value or more."),
        Term("lte", "At most", "The outcome is to stay at the value or below it."),
        Term("about", "About", "The value was stated as a rough figure, so near it is enough."),
    ),
)

COMMITMENT_STATUS = Vocabulary(
    "commitment_statuses",
    "Statuses of a commitment",
    "How far a commitment has been kept, as last reported.",
    (
        Term("not_started", "Not started", "Nothing has been done towards it yet."),
        Term("in_progress", "In progress", "Work has begun, and the outcome is open."),
        Term("met", "Met", "It has been kept in full; it can no longer be overdue."),
        Term("partly_met", "Partly met", "Some of it has been kept; what is left still counts as overdue."),
        Term("missed", "Missed", "Its time ran out without it being kept."),
        Term("abandoned", "Abandoned", "It was given up on purpose; it can no longer be overdue."),
    ),
)
