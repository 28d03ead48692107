"""Employees' basic pension 职工基本养老保险: contributions, retirement, award, account, survivors."""
