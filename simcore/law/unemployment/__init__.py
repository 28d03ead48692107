"""Unemployment insurance 失业保险: contributions, benefit, duration, the medical premium that the fund
pays.
"""
