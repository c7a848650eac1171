"""The verdict of `make mutants`: reads what `cosmic-ray dump` says, shows who survived, and demands that few do."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any, Final

KILLED_AT_LEAST: Final = 0.9


def main() -> int:
    """0 when enough were killed."""
    rows: list[tuple[dict[str, Any], dict[str, Any] | None]] = [json.loads(line) for line in sys.stdin]
    fates: Counter[str] = Counter()
    for item, result in rows:
        if result is None or result["worker_outcome"] == "skipped":
            continue
        survived = result["test_outcome"] == "survived"
        fates["survived" if survived else "killed"] += 1
        if survived:
            print(_shown(item["mutations"][0], result["diff"] or ""))
    total = fates.total()
    print(f"{total} mutants, {fates['killed']} killed ({fates['killed'] / max(total, 1):.1%})")
    return int(fates["killed"] < KILLED_AT_LEAST * total or not total)


def _shown(mutation: dict[str, Any], diff: str) -> str:
    changed = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    return "\n".join([f"{mutation['module_path']}:{mutation['start_pos'][0]} {mutation['operator_name']}", *changed])


if __name__ == "__main__":
    sys.exit(main())
