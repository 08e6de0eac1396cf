"""Every closed list of the wire format; schemas, tables and documentation take it from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a closed list: its code, its label and its meaning."""

    code: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Vocabulary:
    """A closed list, in the order in which it is documented."""

    name: str
    title: str
    meaning: str
    terms: tuple[Term, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in order."""
        return tuple(term.code for term in self.terms)

    @property
    def labels(self) -> dict[str, str]:
        """The labels by code, in order."""
        return {term.code: term.label for term in self.terms}


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
        Term("cites", "Cites", "Mentions or draws on it, with no closer tie."),
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

CHANGE_OPERATION = Vocabulary(
    "change_operations",
    "Change operations",
    "The operation on a record, as the change feed reports it.",
    (
        Term("created", "Created", "The record's first version came to be."),
        Term("replaced", "Replaced", "The whole record was replaced with PUT."),
        Term("patched", "Patched", "Named fields were changed with PATCH."),
        Term("published", "Published", "The record was opened to every reader."),
        Term("withdrawn", "Withdrawn", "The record was withdrawn; its URL answers 410 with the reason."),
        Term("progress", "Progress", "Progress was reported on one of its commitments."),
        Term("merged", "Merged", "One of its parties was made one with another of the directory."),
        Term("redacted", "Redacted", "A text was removed from all its versions: read them again and drop your copies."),
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
            "organisation",
            "Organisation",
            "A lasting body that is neither: a university, institute, union or charity.",
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
        Term("met", "Met", "It has been kept in full; it can no longer be overdue."),
        Term("partly_met", "Partly met", "Some of it has been kept; what is left still counts as overdue."),
        Term("missed", "Missed", "Its time ran out without it being kept."),
        Term("abandoned", "Abandoned", "It was given up on purpose; it can no longer be overdue."),
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

SCOPE = Vocabulary(
    "scopes",
    "Scopes of a key",
    "What the holder of a key may do beyond reading published records.",
    (
        Term("read", "Read", "See drafts and withdrawn records too."),
        Term("write", "Write", "Create and change drafts, seeing them in the answer, and report progress on them."),
        Term(
            "publish",
            "Publish",
            "Together with write: publish a record, and change, withdraw or report progress on a published one.",
        ),
        Term("admin", "Admin", "Manage keys and, together with write and publish, the party directory."),
    ),
)

AUDIT_ACTION = Vocabulary(
    "audit_actions",
    "Actions of the audit trail",
    "What somebody did, as the audit trail reports it.",
    (
        *(
            Term(f"announcement.{each.code}", f"Record {each.label.lower()}", each.meaning)
            for each in CHANGE_OPERATION.terms
        ),
        Term("import.started", "Import started", "An import wrote its first lines; each record's version follows."),
        Term("key.created", "Key created", "An API key was made."),
        Term("key.rotated", "Key rotated", "An API key got a new secret."),
        Term("key.revoked", "Key revoked", "An API key was ended for good."),
        Term("party.merged", "Party merged", "An entry of the directory was made one with another."),
        Term(
            "sign_in.refused",
            "Sign-in refused",
            "An address sent unknown, expired or revoked keys: the first, tenth, hundredth … a minute.",
        ),
        Term(
            "access.refused",
            "Access refused",
            "A key sent requests that its scopes, jurisdictions or networks do not allow: the first, tenth, hundredth "
            "… a minute.",
        ),
        Term("addresses.erased", "Addresses erased", "Client addresses of old entries were erased."),
    ),
)

VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {
        vocabulary.name: vocabulary
        for vocabulary in (
            *(STATE, ANNOUNCEMENT_KIND, PARTY_KIND, PARTY_ROLE, COMMITMENT_KIND, COMPARATOR, COMMITMENT_STATUS),
            *(AMOUNT_KIND, FREQUENCY, STAGE, SOURCE_KIND, RELATION_TYPE, CHANGE_TYPE, CHANGE_OPERATION, SCOPE),
            AUDIT_ACTION,
        )
    }
)
