"""A stand-in for curl, for machines that have none: as much of it as the documentation uses."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import httpx


def main() -> None:
    """One request."""
    parser = argparse.ArgumentParser(prog="curl")
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-X", default=None, dest="method")
    parser.add_argument("-H", action="append", default=[], dest="headers")
    parser.add_argument("-d", default=None, dest="content")
    parser.add_argument("-D", default=None, dest="heads")
    parser.add_argument("-o", default=None, dest="output")
    parser.add_argument("-w", default="", dest="told")
    parser.add_argument("url")
    given = parser.parse_args()
    headers = dict(line.split(": ", 1) for line in given.headers)
    method = given.method or ("GET" if given.content is None else "POST")
    answer = httpx.request(method, given.url, headers=headers, content=given.content, timeout=30)
    out = sys.stdout.buffer
    if given.heads == "-":
        lines = [f"HTTP/1.1 {answer.status_code}", *(f"{name}: {value}" for name, value in answer.headers.items())]
        out.write("\r\n".join([*lines, "", ""]).encode())
    if given.output is None:
        out.write(answer.content)
    else:
        Path(given.output).write_bytes(answer.content)
    out.write(given.told.replace("%{http_code}", str(answer.status_code)).replace("\\n", "\n").encode())


if __name__ == "__main__":
    main()
