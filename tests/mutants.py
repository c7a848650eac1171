"""The verdict of `make mutants`: reads what `cosmic-ray dump` says, shows who survived, demands that few do."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from typing import Any, Final

KILLED_AT_LEAST: Final = 0.9
"""Of the mutants of each file."""


def main() -> int:
    """0 when enough were killed in every file."""
    rows: list[tuple[dict[str, Any], dict[str, Any] | None]] = [json.loads(line) for line in sys.stdin]
    by_file: dict[str, Counter[bool]] = defaultdict(Counter)
    """Whether a mutant survived, with how often."""
    for item, result in rows:
        if result is None or result["worker_outcome"] == "skipped":
            continue
        mutation = item["mutations"][0]
        survived = result["test_outcome"] == "survived"
        by_file[mutation["module_path"]][survived] += 1
        if survived:
            print(_shown(mutation, result["diff"] or ""))
    for path, fates in sorted(by_file.items()):
        print(_told(path, fates))
    print(_told("all", sum(by_file.values(), Counter())))
    return int(not by_file or any(fates[False] < KILLED_AT_LEAST * fates.total() for fates in by_file.values()))


def _told(what: str, fates: Counter[bool]) -> str:
    total = fates.total()
    return f"{what}: {total} mutants, {fates[False]} killed ({fates[False] / max(total, 1):.1%})"


def _shown(mutation: dict[str, Any], diff: str) -> str:
    changed = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    return "\n".join([f"{mutation['module_path']}:{mutation['start_pos'][0]} {mutation['operator_name']}", *changed])


if __name__ == "__main__":
    sys.exit(main())
