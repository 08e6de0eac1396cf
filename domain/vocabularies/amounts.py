"""The lists that describe money."""

from __future__ import annotations

from domain.vocabularies.term import Term, Vocabulary

AMOUNT_KIND = Vocabulary(
    "amount_kinds",
    "Kinds of amount",
    "What the money is.",
    (
        Term("budget", "Budget", "Set aside from public funds for a period or purpose."),
        Term(
            "investment",
            "Investment",
            "Put in by anyone in the hope of a lasting return, public or economic.",
        ),
        Term("grant", "Grant", "Given to a recipient and not paid back."),
        Term("loan", "Loan", "Lent, and to be paid back; guarantees and credit lines too."),
        Term("pledge", "Pledge", "Promised to a cause or fund, in a form still open."),
        Term("contract", "Contract", "The price of goods or services that were ordered."),
        Term("tax", "Tax", "A tax, duty, fine or fee, or relief from one."),
        Term("revenue", "Revenue", "Income or sales, earned or expected, that are not a tax."),
        Term("estimate", "Estimate", "A calculated cost, benefit or market size that no one undertakes to pay."),
        Term("other", "Other", "None of the kinds above fits."),
    ),
)

FREQUENCY = Vocabulary(
    "frequencies",
    "Frequencies",
    "What the amount covers of its period.",
    (
        Term("total", "Total", "The amount covers the whole period once."),
        Term("annual", "Annual", "The amount falls due again in each year of the period."),
    ),
)

STAGE = Vocabulary(
    "stages",
    "Stages of money",
    "How far the money has come on its way from a wish to being spent.",
    (
        Term("proposed", "Proposed", "Asked for or planned; those who decide have not agreed yet."),
        Term("approved", "Approved", "Those who decide have agreed, as when a parliament passes a budget."),
        Term("committed", "Committed", "Bound to a recipient by a signature or an order."),
        Term("spent", "Spent", "Paid out."),
        Term("unknown", "Unknown", "The source does not say."),
    ),
)
