"""The contract as a document: OpenAPI 3.1, from the schemas and the contracts of the views."""

from api.openapi.document import build_document, write_yaml

__all__ = ["build_document", "write_yaml"]
