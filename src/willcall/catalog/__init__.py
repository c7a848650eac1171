"""What an event offers: one file per resource, each its struct, its rules and its declaration."""

from willcall.catalog import addons, bundles, categories, events, items, organizers, quotas, variations
from willcall.rest.routes import Path, resource_paths


def paths() -> tuple[Path, ...]:
    """The endpoints of the catalogue."""
    return (
        *organizers.paths(),
        *events.paths(),
        *resource_paths(categories.CATEGORIES, categories.VERBS),
        *resource_paths(items.ITEMS, items.VERBS),
        *resource_paths(variations.VARIATIONS, variations.VERBS),
        *resource_paths(addons.ADDONS, addons.VERBS),
        *resource_paths(bundles.BUNDLES, bundles.VERBS),
        *resource_paths(quotas.QUOTAS, quotas.VERBS),
        quotas.availability_path(),
    )


__all__ = ["paths"]
