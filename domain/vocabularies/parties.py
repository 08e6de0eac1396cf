"""The lists that describe who takes part, and where it was said."""

from __future__ import annotations

from domain.vocabularies.term import Term, Vocabulary

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
        Term(
            "group",
            "Group",
            "Several parties acting together: a council, consortium, alliance or task force.",
        ),
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
