from typing import Literal

TooManyLimit = Literal["listeners_per_client", "public_reads", "public_writes", "voucher_guesses"]

TOO_MANY_LIMIT_VALUES: set[TooManyLimit] = {
    "listeners_per_client",
    "public_reads",
    "public_writes",
    "voucher_guesses",
}


def check_too_many_limit(value: str) -> TooManyLimit:
    if value in TOO_MANY_LIMIT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TOO_MANY_LIMIT_VALUES!r}")
