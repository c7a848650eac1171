"""Tests that read like the promises they keep."""

import pytest

pytest.register_assert_rewrite("tests.cast", "tests.wire")
