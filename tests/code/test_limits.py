"""The table of docs/operations/limits.md has every limit of the code, with its value."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from importlib import import_module

import pytest

from api.settings import Settings
from tests.code.test_structure import ROOT, TREES

PAGE = (ROOT / "docs/operations/limits.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
VALUES = {limit: value for limit, value, _, _ in ROWS}
MIB = 1024**2

REPORTS = "progress reports of a commitment, of all commitments of a record"
LISTED_VALUES = "values of a filter; ids; names in `facet`; groups of a summary"
FILTERED_CHANGES = "the change feed that a page with filters looks at"
ROW_OF = {
    "api.http.contract.MAX_OPEN_BODY_BYTES": (
        "body of an operation that needs no key (`POST …/search`, QUERY)",
        "{:,} bytes",
        1,
    ),
    "api.http.streaming.MAX_SPOOLED": ("a stream on disk for a slow reader", "{:,} MiB", MIB),
    "api.routes.imports.MAX_EXPLAINED": ("errors listed for a line: the first 100 refused ones, later ones", "", 1),
    "api.routes.imports.MAX_LINE_ERRORS": (
        "errors listed for a line: the first 100 refused ones, later ones",
        "{}, 1",
        1,
    ),
    "api.server.connection.MAX_HEADER": ("headers", "together {:,}", 1),
    "api.server.watcher.MAX_RECEIVED_IN_ALL": ("parts of requests in memory, per worker", "{} MiB", MIB),
    "api.server.watcher.MAX_UNSENT_IN_ALL": ("responses in memory for slow readers, per worker", "{} MiB", MIB),
    "api.server.load.MAX_WAIT": ("expected wait for a thread in a burst", "{} s", 1),
    "api.services.query.conversion.MAX_CONVERTED": ("days and currencies that a request converts", "{:,}", 1),
    "api.services.analytics.aggregates.MAX_ROWS": ("rows of a summary", "{:,}", 1),
    "api.services.analytics.facets.MAX_FACET_VALUES": ("values of a facet", "the {} most frequent", 1),
    "api.services.audit.MAX_EXAMINED": ("rows of the audit trail looked at for a page", "{:,}", 1),
    "api.services.bulk.deferred_lines.MAX_DEFERRED_BYTES": ("lines that wait for a record further on", ", {} MiB", MIB),
    "api.services.bulk.deferred_lines.MAX_DEFERRED_LINES": ("lines that wait for a record further on", "{:,}, ", 1),
    "api.services.bulk.import_job.MAX_ATOMIC_BYTES": ("an atomic import or a dry run", ", {} MiB", MIB),
    "api.services.bulk.import_job.MAX_ATOMIC_LINES": ("an atomic import or a dry run", "{:,} lines", 1),
    "api.services.bulk.import_job.MAX_UNUSABLE": ("malformed or invalid lines", "{:,}", 1),
    "api.services.bulk.ndjson.MAX_BLANK_LINES": ("blank lines in a row", "{:,}", 1),
    "api.services.bulk.ndjson.MAX_INFLATION": ("inflation of gzip above 64 MiB", "{} times", 1),
    "api.services.records.matching_changes.MAX_CHANGES": (FILTERED_CHANGES, "{:,} changes, ", 1),
    "api.services.records.matching_changes.MAX_DOCUMENTS": (FILTERED_CHANGES, "about {} ", 1),
    "api.services.pagination.MAX_PAGE_BYTES": ("stored bytes of a page", "{} MiB", MIB),
    "api.services.query.projection.MAX_HIGHLIGHTS": (
        "text of a page that `highlight=true` looks at",
        "{} fragments an item",
        1,
    ),
    "domain.codes.MAX_LANGUAGE_TAG": ("characters of a date, of a language tag", ", {}", 1),
    "domain.dates.edtf.MAX_EDTF_LENGTH": ("characters of a date, of a language tag", "{}, ", 1),
    "domain.dates.relative_days.MAX_DAYS": ("days between today and a relative day", "{:,}", 1),
    "domain.money.numerals.MAX_DECIMALS": ("digits of an amount before and after the point", ", {}", 1),
    "domain.money.numerals.MAX_INTEGER_DIGITS": ("digits of an amount before and after the point", "{}, ", 1),
    "domain.money.parser.MAX_MONEY_LENGTH": ("characters of an amount in words alone", "{}", 1),
    "domain.text.analyzer.MAX_REPEATS": ("words of a text that search finds", "each {} times", 1),
    "domain.text.analyzer.MAX_TERMS": ("words of a text that search finds", "the first {:,}", 1),
    "domain.text.analyzer.MAX_TERM_BYTES": ("words of a text that search finds", "{:,} bytes", 1),
    "domain.text.analyzer.MAX_TERM_LENGTH": ("words of a text that search finds", "{} characters", 1),
    "domain.text.normalize.MAX_MARKS": ("combining marks in a row in a text (UAX #15)", "{}", 1),
    "domain.text.search_query.MAX_SHORT_PREFIXES": (
        "characters, words and phrases, and short words with `*` of `q`",
        ", {}",
        1,
    ),
    "domain.text.search_query.MAX_QUERY_LENGTH": (
        "characters, words and phrases, and short words with `*` of `q`",
        "{}, ",
        1,
    ),
    "domain.text.search_query.MAX_WORDS": (
        "characters, words and phrases, and short words with `*` of `q`",
        ", {}, ",
        1,
    ),
    "domain.violations.MAX_VIOLATIONS": ("errors that are looked for in a request", "{}", 1),
    "schemas.queries.base.MAX_GROUPS": (LISTED_VALUES, "; {}", 1),
    "schemas.queries.base.MAX_VALUES": (LISTED_VALUES, "{}; ", 1),
    "schemas.queries.lists.MAX_FACETS": (LISTED_VALUES, "; {}; ", 1),
    "schemas.queries.lists.MAX_IDS": (LISTED_VALUES, "; {}; ", 1),
    "schemas.resources.draft.MAX_TEXT": ("characters of a text", "{:,}", 1),
    "schemas.record.rules.MAX_CITED": (
        "characters of titles, addresses and publishers of sources, for each citation",
        "{:,}",
        1,
    ),
    "schemas.record.rules.MAX_DEPTH": ("steps from an amount to the largest one that it is part of", "{}", 1),
    "schemas.record.rules.MAX_REPORTS": (REPORTS, ", {:,}", 1),
    "schemas.record.rules.MAX_REPORTS_EACH": (REPORTS, "{}, ", 1),
    "schemas.record.rules.MAX_SEARCHED": (
        "characters of statements, quotes, evidence and names of their parties, together",
        "{:,}",
        1,
    ),
    "schemas.record.rules.MAX_TAGS": ("topics, parties and roles of a record's commitments, together", "{:,}", 1),
}
"""The row of each limit, how its value is written there, and its unit."""

INTERNAL = {
    "MAX_CACHED_BYTES",
    "MAX_COMPARED",  # characters, for a suggestion.
    "MAX_NAMED",  # reports in a sentence.
    "MAX_NAMED_PLACES",  # in a detail; `errors` has all.
    "MAX_DIGITS",  # of a Content-Length; above it the length is read as none.
    "MAX_ENTRIES",  # of a picture: the rest is counted in it.
    "MAX_EXAMPLES",  # of `communique doctor`.
    "MAX_GROUP_SIZE",
    "MAX_INDEXED_NAME",
    "MAX_IN_MEMORY",
    "MAX_ANSWER_BYTES",  # of a worker process: no extractor has as much to say of a text.
    "MAX_FINDINGS",  # the same.
    "MAX_SPANS",  # of a fact; `maxItems` of its evidence.
    "MAX_SPAN",  # of a fact; `maxLength` of its evidence.
    "MAX_ROUNDS",  # in which a draft is made to fit.
    "MAX_ALLOWED",  # keys that an error lists.
    "MAX_BARS",  # of a picture.
    "MAX_CANDIDATES",  # for a suggestion.
    "MAX_CHECKED",
    "MAX_CLIENTS",  # with entries of their own in the audit trail.
    "MAX_CURRENCIES",  # of a picture: the rest is counted in it.
    "MAX_DURATION",  # that a request counts in the average.
    "MAX_LANGUAGES",  # whose CLDR data is kept; the others are read again.
    "MAX_LEXICONS",  # of sums in words that are kept; the others are made again.
    "MAX_LIMITS",  # of a key; `maxItems` of its `jurisdictions` and `networks`.
    "MAX_PARTS",  # that rules compare; `maxItems` of their list.
    "MAX_PLACE_LENGTH",  # of a name in a detail.
    "MAX_QUOTE",  # of a value in an error.
    "MAX_SHOWN_GROUPS",  # of a picture: the rest is counted in it.
    "MAX_SHOWN_YEARS",  # of a picture: the rest is counted in it.
    "MAX_SPOKEN",  # for a suggestion.
    "MAX_STORED_VIOLATIONS",  # of a line; fewer are listed.
    "MAX_TICKS",  # of a picture.
    "MAX_NAMES",  # for a suggestion.
    "MAX_NOTE",  # of a redaction; `maxLength` of its reason.
    "MAX_LOOKED_UP",  # of a list.
    "MAX_NUMBER",
    "MAX_PIECES",
    "MAX_PURGED",
    "MAX_RECEIVED",  # above it a thread reads the body: `MAX_BODY_BYTES` is the limit.
    "MAX_ROWID_RETRIES",
    "MAX_SORT_KEY",
    "MAX_STEP",  # of an address, for a suggestion.
    "MAX_STEPS",
    "MAX_SUGGESTIONS",
    "MAX_UNSENT",  # above it the thread waits: `RESPONSE_TIMEOUT` is the limit.
    "MAX_WORK",  # of highlights, in units of work.
}
"""Bounds that no client notices."""


LIMIT_NAMES = ("MAX_", "MOST", "LONGEST", "LARGEST")
"""Beginnings of names that limits have, or might be given."""


def limits() -> set[str]:
    """Full names of the constants of the code that are named as limits."""
    targets = {
        (path, name.id)
        for path, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        for name in ast.walk(target)
        if isinstance(name, ast.Name) and name.id.startswith(LIMIT_NAMES)
    }
    return {f"{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}.{name}" for path, name in targets}


def test_every_limit_of_the_code_is_in_the_table_or_no_client_notices_it() -> None:
    internal = {each for each in limits() if each.rpartition(".")[2] in INTERNAL}
    assert limits() - internal == set(ROW_OF)
    assert {each.rpartition(".")[2] for each in internal} == INTERNAL


def test_every_limit_of_the_code_is_named_max() -> None:
    assert [each for each in limits() if not each.rpartition(".")[2].startswith("MAX_")] == []


@pytest.mark.parametrize("name", ROW_OF)
def test_the_table_has_the_value_of_the_code(name: str) -> None:
    module, _, constant = name.rpartition(".")
    limit, written, unit = ROW_OF[name]
    value = getattr(import_module(module), constant)
    assert written.format(value if unit == 1 else value // unit) in VALUES[limit]


def test_the_table_has_the_defaults_of_the_settings() -> None:
    defaults = {each.name.upper(): each.default for each in fields(Settings)}
    written = {setting.strip("`"): value for _, value, setting, _ in ROWS if setting.strip("`") in defaults}
    numbers = {name: f"{defaults[name]:,}" for name in written if isinstance(defaults[name], int)}
    assert len(numbers) >= 9
    assert {name for name, number in numbers.items() if number not in written[name]} == {"WEB_THREADS"}
