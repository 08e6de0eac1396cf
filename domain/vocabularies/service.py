"""Closed lists of the service: what is done to records, what keys allow, what the audit trail reports."""

from domain.vocabularies.terms import Term, Vocabulary

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
        Term("split", "Split", "One of its parties became another entry of the directory."),
        Term("redacted", "Redacted", "A text was removed from all its versions: read them again and drop your copies."),
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
        Term("admin", "Admin", "Manage keys, edit parties and, together with write and publish, merge and split them."),
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
        Term("party.split", "Party split", "Parties of some records became another entry of the directory."),
        Term("party.edited", "Party edited", "An entry of the directory got another name, aliases or identifiers."),
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
