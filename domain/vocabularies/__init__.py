"""Every closed list of the wire format; schemas, tables and documentation take it from here.

Those of records are defined here, those of the service in `service`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from domain.vocabularies.reading import LEFT_OUT_REASON
from domain.vocabularies.service import AUDIT_ACTION, CHANGE_OPERATION, SCOPE
from domain.vocabularies.terms import Term, Vocabulary

STATE = Vocabulary(
    "states",
    "Record states",
    "Who can see a record.",
    (
        Term("draft", "Draft", "Still being prepared; only keys with the read scope see it."),
        Term("published", "Published", "Open to every reader; it has a source and an issuer."),
        Term("withdrawn", "Withdrawn", "No longer published; its URL answers 410 with the reason."),
    ),
)

ANNOUNCEMENT_KIND = Vocabulary(
    "announcement_kinds",
    "Kinds of announcement",
    "What was announced.",
    (
        Term("roadmap", "Road map", "A sequence of dated steps towards an aim, usually over several years."),
        Term("strategy", "Strategy", "Aims and priorities for a field, without a dated sequence of steps."),
        Term("plan", "Plan", "What will be done, by whom and when, often to carry out a strategy."),
        Term("programme", "Programme", "A standing scheme with its own money or rules that people can take part in."),
        Term("budget", "Budget", "How public money is to be raised or allocated for a period."),
        Term("law", "Law", "A bill or an act of a legislature, proposed or passed."),
        Term("regulation", "Regulation", "A binding rule made by a government or regulator under a law."),
        Term("agreement", "Agreement", "A treaty, memorandum or contract between two or more parties."),
        Term("consultation", "Consultation", "A call for views before a decision is taken."),
        Term("appointment", "Appointment", "Someone takes up, changes or leaves a public post."),
        Term("statement", "Statement", "A position or intent made public, with no instrument behind it."),
        Term("report", "Report", "Findings, figures or an account of progress."),
        Term("other", "Other", "None of the kinds above fits."),
    ),
)

RELATION_TYPE = Vocabulary(
    "relation_types",
    "Types of relation",
    "How this record stands to the announcement it points at.",
    (
        Term("follows", "Follows", "Comes after it in the same course of policy, leaving it in force."),
        Term("restates", "Restates", "Says the same again, so its promises and sums are not new."),
        Term("supersedes", "Supersedes", "Takes its place as a whole; the earlier one no longer holds."),
        Term("amends", "Amends", "Changes some of it; the rest of the earlier one still holds."),
        Term("implements", "Implements", "Carries out what it decided."),
        Term("funds", "Funds", "Provides the money for it."),
        Term("part_of", "Part of", "Belongs to it, as one measure belongs to a package."),
        Term("revokes", "Revokes", "Ends it as a whole, without taking its place."),
        Term("partly_revokes", "Partly revokes", "Ends some of it; the rest of the earlier one still holds."),
        Term("cites", "Cites", "Mentions or draws on it, with no closer tie."),
    ),
)

POLICY_STATUS = Vocabulary(
    "policy_statuses",
    "Statuses of a policy",
    "Where the announced policy stands.",
    (
        Term("proposed", "Proposed", "Put forward; those who decide have not agreed yet."),
        Term("adopted", "Adopted", "Decided; it applies from the day on which it takes effect."),
        Term("in_force", "In force", "It applies."),
        Term("suspended", "Suspended", "It does not apply for the time being."),
        Term("ended", "Ended", "It ran its course and no longer applies."),
        Term("repealed", "Repealed", "A later decision cancelled it."),
    ),
)

CHANGE_TYPE = Vocabulary(
    "change_types",
    "Types of change",
    "How much a new version matters to those who rely on the record.",
    (
        Term("major", "Major", "The facts moved: a promise, a sum, a date or a party is new or different."),
        Term("minor", "Minor", "Something was added or worded better; what was known still holds."),
        Term("correction", "Correction", "The record was wrong; what was announced has not changed."),
    ),
)

PARTY_KIND = Vocabulary(
    "party_kinds",
    "Kinds of party",
    "What a party is.",
    (
        Term("person", "Person", "One human being."),
        Term("government", "Government", "A state, ministry, agency, legislature or other public authority."),
        Term("company", "Company", "A business, whoever owns it."),
        Term(
            "organisation", "Organisation", "A lasting body that is neither: university, institute, union or charity."
        ),
        Term("group", "Group", "Several parties acting together: a council, consortium, alliance or task force."),
    ),
)

PARTY_ROLE = Vocabulary(
    "party_roles",
    "Roles of a party",
    "As what a party takes part.",
    (
        Term("issuer", "Issuer", "Makes the announcement and answers for it."),
        Term("speaker", "Speaker", "Is quoted, or presents it in person."),
        Term("partner", "Partner", "Agrees or works with the issuer on an equal footing."),
        Term("member", "Member", "Belongs to a body that the announcement names."),
        Term("funder", "Funder", "Puts money in."),
        Term("payee", "Payee", "Is paid, by grant, loan or contract."),
        Term("implementer", "Implementer", "Is charged with carrying it out."),
        Term("beneficiary", "Beneficiary", "Is meant to gain from it, whether or not money reaches it."),
        Term("regulator", "Regulator", "Supervises or enforces it."),
        Term("other", "Other", "None of the roles above fits."),
    ),
)

SOURCE_KIND = Vocabulary(
    "source_kinds",
    "Kinds of source",
    "What sort of document the facts were taken from.",
    (
        Term("press_release", "Press release", "Written for the press by a party to the announcement."),
        Term("news_report", "News report", "Written by a newsroom or a news agency."),
        Term("speech", "Speech", "The text or a recording of what was said."),
        Term("legal_text", "Legal text", "A bill, act, decree, treaty or signed agreement itself."),
        Term("budget_document", "Budget document", "A budget, estimate or account published by its keeper."),
        Term("dataset", "Data set", "Figures published for reuse."),
        Term("social", "Social media post", "Posted on a social network by a party or a witness."),
        Term("other", "Other", "None of the kinds above fits."),
    ),
)

COMMITMENT_KIND = Vocabulary(
    "commitment_kinds",
    "Kinds of commitment",
    "What sort of thing was promised.",
    (
        Term("goal", "Goal", "A state of affairs to reach, with no figure: to lead the world in a field."),
        Term("target", "Target", "A figure to reach: 10,000 people trained."),
        Term("milestone", "Milestone", "A dated step on the way: five sites named by July."),
        Term("establishment", "Establishment", "A body, centre, fund or site that is to be, or has been, set up."),
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
        Term("delayed", "Delayed", "Work goes on, later than planned; it is overdue once its date has passed."),
        Term("stalled", "Stalled", "Work has stopped, and nobody has given it up; it can still become overdue."),
        Term("met", "Met", "It has been kept in full; it can no longer be overdue."),
        Term("partly_met", "Partly met", "Some of it has been kept; what is left still counts as overdue."),
        Term("missed", "Missed", "Its time ran out without it being kept."),
        Term("abandoned", "Abandoned", "It was given up on purpose; it can no longer be overdue."),
        Term("reversed", "Reversed", "What was done for it was undone on purpose; it can no longer be overdue."),
    ),
)

AMOUNT_KIND = Vocabulary(
    "amount_kinds",
    "Kinds of amount",
    "What the money is.",
    (
        Term("budget", "Budget", "Set aside from public funds for a period or purpose."),
        Term("investment", "Investment", "Put in by anyone in the hope of a lasting return, public or economic."),
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

AMOUNT_COMPARATOR = Vocabulary(
    "amount_comparators",
    "Comparators of amounts",
    "How the sum that was meant stands to the figure.",
    (
        Term("eq", "Exactly", "The figure is the sum itself."),
        Term("gte", "At least", "The sum is the figure or more: from, more than, at least."),
        Term("lte", "At most", "The sum is the figure or less: up to, less than, at most."),
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

VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {
        vocabulary.name: vocabulary
        for vocabulary in (
            *(STATE, ANNOUNCEMENT_KIND, PARTY_KIND, PARTY_ROLE, COMMITMENT_KIND, COMPARATOR, COMMITMENT_STATUS),
            *(AMOUNT_KIND, AMOUNT_COMPARATOR, FREQUENCY, STAGE, SOURCE_KIND, RELATION_TYPE, POLICY_STATUS, CHANGE_TYPE),
            *(CHANGE_OPERATION, SCOPE, AUDIT_ACTION, LEFT_OUT_REASON),
        )
    }
)
