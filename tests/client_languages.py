"""What the generated client of each language needs, and patterns of what is in it."""

from pathlib import Path
from typing import NamedTuple


class Language(NamedTuple):
    """What a client needs, and patterns of what is in it."""

    heading: str
    needs: dict[str, str]
    """Programs or files, and the commands that install them."""
    sources: str
    operation: str
    model: str
    item: str
    """An item of a page or summary."""
    enum: str
    untyped: str
    forbidden: str
    """What a typed program does without: casts, untyped values, parsers."""


ANNOTATIONS = Path("/usr/share/java/jakarta-annotation-api.jar")
JAVA = "apt-get install default-jdk-headless libjakarta-annotation-api-java"
LANGUAGES = {
    "python": Language(
        heading="Python",
        needs={"openapi-python-client": "make clients"},
        sources="communique/**/*.py",
        operation=r"\A(\w+)\.py\n(?=[\s\S]*^def sync_detailed\()",
        model=r"^class \w+:\n",
        item=r"^    data: list\[(.+)\]$",
        enum=r"^class \w+\((?:Str|Int)Enum\):",
        untyped=r"^    (?!additional_properties|_)(\w+): .*\bAny\b(?!.*= \{\})",
        forbidden=r"\bcast\(|\bAny\b|type: ignore|\bjson\b|\burllib\b",
    ),
    "typescript": Language(
        heading="TypeScript",
        needs={"node": "apt-get install nodejs npm", "openapi-typescript": "make clients"},
        sources="communique.ts",
        operation=r"^    (\w+): \{\n        parameters:",
        model=r"^        (?!parameters|responses|requestBody)\w+: \{$",
        item=r"^            data: components\[\"schemas\"\]\[\"(\w+)\"\]\[\];$",
        enum=r"^        \w+: (?:\"[^\"]*\"(?: \| )?)+;",
        untyped=r"(\w+)\"?\??(?:: string\])?: (?:unknown|any|Record<string, never>);",
        forbidden=r"\bany\b|\bas [^{]|@ts-|\bJSON\b|new URL|\bunknown\b",
    ),
    "java": Language(
        heading="Java",
        needs={"javac": JAVA, str(ANNOTATIONS): JAVA, "openapi-generator-cli": "make clients"},
        sources="communique/src/main/java/communique/*/*.java",
        operation=r"^  public ApiResponse<.+> (\w+)WithHttpInfo\(",
        model=r"^public class \w+ (?:implements|extends|\{)",
        item=r"^  private List<(.+)> data\b",
        enum=r"^public enum ",
        untyped=r"^  private \S*(?:\bObject\b|<\?>)\S* (\w+)",
        forbidden=r"\([A-Z]\w*\) ?\w|\bObject\b|@Suppress|[jJ]ackson|\bURI\b",
    ),
    "go": Language(
        heading="Go",
        needs={"go": "apt-get install golang-go", "openapi-generator-cli": "make clients"},
        sources="communique/*.go",
        operation=r"^func \(a \*\w+APIService\) (\w+)Execute\(",
        model=r"\Amodel_\w+\.go\n(?=[\s\S]*^type [A-Z]\w+ struct)",
        item=r"^\tData \[\](.+?) +`json:\"data",
        enum=r"^type [A-Z]\w+ string$",
        untyped=r"^\t([A-Z]\w*) .*interface\{\}.*json:",
        forbidden=r"\.\(\w|interface\{\}|\bunsafe\b|encoding/json|net/url",
    ),
}  # fmt: skip
GENERATORS_OWN = (
    "OpenAPI 3.1 support is still in beta",
    "Failed to get the schema name: null",
    "Ignoring complex example on request body",
)
"""Warnings of openapi-generator about itself; docs/clients.md says when they come."""
