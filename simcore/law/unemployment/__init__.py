"""Unemployment insurance 失业保险: premiums, the benefit and its claim, grants and subsidies."""
