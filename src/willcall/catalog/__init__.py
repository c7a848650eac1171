"""What an event offers: one file per resource, each its struct, its rules and its declaration."""

from willcall.catalog import (
    addons,
    bundles,
    categories,
    change_log,
    discounts,
    events,
    item_meta_properties,
    items,
    organizers,
    question_options,
    questions,
    quotas,
    sales_channels,
    seating_plans,
    seats,
    settings,
    subevents,
    tax_rules,
    variations,
    voucher_batch,
    vouchers,
    waiting_list,
)
from willcall.rest.routes import Path, resource_paths


def paths(cart_position: seats.Shown) -> tuple[Path, ...]:
    """The endpoints of the catalogue; it does not know what a cart position looks like, and is told how to show one."""
    return (
        *organizers.paths(),
        *events.paths(),
        *settings.paths(),
        *change_log.paths(),
        *resource_paths(categories.CATEGORIES, categories.VERBS),
        *resource_paths(items.ITEMS, items.VERBS),
        *resource_paths(variations.VARIATIONS, variations.VERBS),
        *resource_paths(addons.ADDONS, addons.VERBS),
        *resource_paths(bundles.BUNDLES, bundles.VERBS),
        *resource_paths(quotas.QUOTAS, quotas.VERBS),
        quotas.availability_path(),
        *resource_paths(questions.QUESTIONS, questions.VERBS),
        *resource_paths(question_options.OPTIONS, question_options.VERBS),
        *resource_paths(tax_rules.TAX_RULES, tax_rules.VERBS),
        *resource_paths(discounts.DISCOUNTS, discounts.VERBS),
        *resource_paths(item_meta_properties.ITEM_META_PROPERTIES, item_meta_properties.VERBS),
        *sales_channels.paths(),
        *subevents.paths(),
        *seating_plans.paths(),
        *seats.paths(cart_position),
        *resource_paths(vouchers.VOUCHERS, vouchers.VERBS),
        voucher_batch.path(),
        *resource_paths(waiting_list.WAITING_LIST, waiting_list.VERBS),
    )


__all__ = ["paths"]
