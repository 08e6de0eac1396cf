"""What a key may do."""

from __future__ import annotations

from domain.vocabularies.term import Term, Vocabulary

SCOPE = Vocabulary(
    "scopes",
    "Scopes of a key",
    "What the holder of a key may do beyond reading published records.",
    (
        Term("read", "Read", "See drafts and withdrawn records too."),
        Term("write", "Write", "Create and change drafts, seeing them in the answer, and report progress."),
        Term(
            "publish",
            "Publish",
            "Whatever changes what the public sees: publish a record, or, together with write, "
            "change or withdraw a published one.",
        ),
        Term("admin", "Admin", "Manage keys and the party directory."),
    ),
)
