"""Files that commands write: private, complete, and never through a link."""

from __future__ import annotations

import gzip
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from api.cli.console import fail

STANDARD_OUTPUT = Path("-")
GZIP_LEVEL = 1
"""The fastest level; a higher one takes longer than everything else."""

FILE_MODE = 0o600


@contextmanager
def open_output(file: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing; `FILE.gz` is compressed. It gets its name once it is complete and on disk."""
    if file == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        return
    with unfinished_file(file) as partial, partial.open("wb") as raw:
        if file.suffix == ".gz":  # Without name and time, the same content becomes the same bytes.
            with gzip.GzipFile(filename="", mode="wb", compresslevel=GZIP_LEVEL, fileobj=raw, mtime=0) as output:
                yield cast(IO[bytes], output)
        else:
            yield raw


@contextmanager
def unfinished_file(file: Path) -> Iterator[Path]:
    """A new, empty file beside this one, which takes its name when the context ends, and is removed if it fails."""
    refuse_special(file)
    partial = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE))
    try:
        yield partial
        sync(partial)
        refuse_special(file)
        partial.replace(file)
        sync(file.parent)
    finally:
        partial.unlink(missing_ok=True)


def refuse_special(file: Path) -> None:
    """Fail if something with this name is not a plain file: a link, a folder, a device, a pipe."""
    try:
        mode = file.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        what = "a link" if stat.S_ISLNK(mode) else "not a plain file"
        fail(f"{file} is {what}, and is not written to. Name a plain file, or - for standard output.")


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
