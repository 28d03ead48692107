"""Residents' pension 城乡居民养老保险: contributions and subsidies, account, pension, conversion."""
