"""Keep a copy of all records in a file: python mirror.py http://127.0.0.1:8000 mirror.json [key]"""

import json
import sys
import time
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import build_opener


def catch_up(mirror, address, read):
    """Read one page of changes, and each record that it names. Return whether there were any."""
    page = read(mirror["next"])
    for url, version in {change["announcement"]["url"]: change["version"] for change in page["data"]}.items():
        try:
            record = read(address + url)
        except HTTPError as error:
            if error.code != HTTPStatus.GONE:  # NOT_FOUND: the replica that answered lags behind.
                raise
            mirror["records"].pop(url, None)  # It was withdrawn.
        else:
            if record["version"] < version:
                raise OSError("The replica that answered lags behind the changes.")
            mirror["records"][url] = record
    mirror["next"] = page["links"]["next"]  # Last: what fails half-way is done again.
    return bool(page["data"])


def keep(address, file, *keys):
    """Follow the changes for ever, from where the file says that the last run ended."""
    opener = build_opener()
    opener.addheaders = [("Authorization", f"Bearer {key}") for key in keys]
    mirror = json.loads(file.read_text()) if file.exists() else {"next": f"{address}/v1/changes?wait=30", "records": {}}
    while True:
        try:
            pause = 0 if catch_up(mirror, address, lambda url: json.load(opener.open(url, timeout=60))) else 1
            new = file.with_suffix(".new")
            new.write_text(json.dumps(mirror))
            new.replace(file)
        except OSError as error:  # The server is away, or refuses.
            sys.stderr.write(f"{error}\n")
            pause = 5
        time.sleep(pause)


if __name__ == "__main__":
    keep(sys.argv[1].rstrip("/"), Path(sys.argv[2]), *sys.argv[3:])
