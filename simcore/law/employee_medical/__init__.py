"""Employees' basic medical insurance 职工基本医疗保险: contributions, account, care, gaps, retirement."""
