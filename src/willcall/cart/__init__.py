"""Carts of shops: the rules of add-ons, bundles, vouchers and discounts at work (spec 07 §4 to §10)."""
