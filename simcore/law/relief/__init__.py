"""Relief from contributions: the waiver of 2020, the deferrals of 2022 and 2025."""
