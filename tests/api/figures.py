"""Reading `/metrics` as Prometheus would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Scrape:
    """What one look at `/metrics` saw: each sample by its name and labels."""

    samples: Mapping[tuple[str, frozenset[tuple[str, str]]], float]

    def get(self, name: str, **labels: str) -> float:
        """A sample; 0 if it is not there (yet)."""
        return self.samples.get((name, frozenset(labels.items())), 0)

    def total(self, name: str) -> float:
        """The sum over all labels."""
        return sum(number for (found, _), number in self.samples.items() if found == name)

    def labels(self, name: str, label: str) -> set[str]:
        """The values that a label of a metric has."""
        return {dict(labels)[label] for found, labels in self.samples if found == name}


def scrape(base: str, query: str = "", *, client: httpx.Client | None = None) -> Scrape:
    """Looks at `/metrics`."""
    answer = (client or httpx).get(f"{base}/metrics{query}", timeout=10)
    assert answer.status_code == httpx.codes.OK, answer.text
    return Scrape(
        {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }
    )
