"""The lists that describe a record as a whole, and how it stands to other records."""

from __future__ import annotations

from domain.vocabularies.term import Term, Vocabulary

STATE = Vocabulary(
    "states",
    "Record states",
    "Who can see a record.",
    (
        Term("draft", "Draft", "Still being prepared; only keys with the read scope see it."),
        Term("published", "Published", "Open to every reader; it has a source and an issuer."),
        Term("withdrawn", "Withdrawn", "Taken back; its URL answers 410 with the reason."),
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
        Term(
            "programme",
            "Programme",
            "A standing scheme with its own money or rules that people can take part in.",
        ),
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
    "What was done to a record, as the feed of changes tells it.",
    (
        Term("created", "Created", "The record's first version came to be."),
        Term("replaced", "Replaced", "The whole record was written anew with PUT."),
        Term("patched", "Patched", "Named fields were changed with PATCH."),
        Term("published", "Published", "The record was opened to every reader."),
        Term("withdrawn", "Withdrawn", "The record was taken back, and its URL answers 410 with the reason."),
        Term("progress", "Progress", "Progress was reported on one of its commitments."),
        Term("merged", "Merged", "One of its parties was made one with another of the directory."),
    ),
)
