"""`/openapi.json`, `/openapi.yaml`, and the files of `/docs`: what is the same for everyone, compressed once."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, current_app, request, send_file

from api.http import responses
from api.http.context import public_root
from api.openapi import build_document, write_yaml
from api.services.errors import NotFound
from domain.json import encode_json

blueprint = Blueprint("documents", __name__)

FOLDERS = (Path(flask_swagger_ui.__file__).parent / "dist", Path(__file__).parent / "static")
FILES = {each.name: each for folder in FOLDERS for each in folder.iterdir()}
"""Files of Swagger UI and of our pages. Nothing else is served: a name is never a path."""

TEXT_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
"""Types of the files that are worth compressing, by suffix."""


@blueprint.get("/docs/<path:name>")
def get_documentation_file(name: str) -> Response:
    """A file of the pages, or of Swagger UI: none is fetched from elsewhere."""
    file = FILES.get(name)
    if file is None:
        raise NotFound("There is no such file. See /docs.")
    if content_type := TEXT_TYPES.get(file.suffix):
        return compressible_response(partial(text_file, file), content_type=content_type)
    return send_file(file)


@lru_cache(maxsize=32)
def text_file(path: Path, is_gzipped: bool) -> bytes:
    """A file of the pages. Compressed, Swagger UI has a quarter of its 1.9 MB."""
    return gzip.compress(text_file(path, False), mtime=0) if is_gzipped else path.read_bytes()


def compressible_response(content: Callable[[bool], bytes], *, content_type: str) -> Response:
    """A body with its ETag, gzipped if the client accepts that (RFC 9110); `content` gets whether it is to be."""
    is_gzipped = request.accept_encodings.quality("gzip") > 0
    response = responses.body_response(content(is_gzipped), content_type=content_type)
    response.vary.add("Accept-Encoding")
    if is_gzipped:
        response.content_encoding = "gzip"
    return response


@lru_cache(maxsize=16)
def openapi_document(root: str, form: str, is_gzipped: bool) -> bytes:
    """The OpenAPI document, with this path as its server: a proxy may have put one in front.

    Compressed it has a seventh of the bytes.
    """
    if is_gzipped:
        return gzip.compress(openapi_document(root, form, False), mtime=0)
    document = build_document(current_app)
    (server,) = document["servers"]
    document |= {"servers": [server | {"url": root or server["url"]}]}
    return write_yaml(document).encode() if form == "yaml" else encode_json(document)


def openapi_response(form: str, content_type: str) -> Response:
    """The OpenAPI document in a form."""
    return compressible_response(partial(openapi_document, public_root(), form), content_type=content_type)


@blueprint.get("/openapi.json")
def get_openapi_json() -> Response:
    """The OpenAPI document as JSON."""
    return openapi_response("json", responses.JSON)


@blueprint.get("/openapi.yaml")
def get_openapi_yaml() -> Response:
    """The OpenAPI document as YAML (RFC 9512)."""
    return openapi_response("yaml", "application/yaml")
