"""The REST dialect (spec 04): structs, pages, problems, the five verbs. Knows no particular resource."""
