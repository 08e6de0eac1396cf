"""Tables written as text: of names, with a line for each code (`KR: Seoul|Sejong`), and of patterns."""

from collections.abc import Iterator


def names_by_code(table: str) -> Iterator[tuple[str, str]]:
    """Each code with each of its names, in the order of the table."""
    for line in table.replace("\n    ", "").strip().splitlines():
        code, _, names = line.partition(": ")
        for name in names.split("|"):
            yield code, name


def alternatives(table: str) -> str:
    """A pattern for any line of a table of patterns."""
    return "|".join(table.strip().splitlines())
