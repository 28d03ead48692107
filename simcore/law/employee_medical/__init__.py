"""Employees' basic medical insurance 职工基本医疗保险: contributions of employees and flexible workers."""
