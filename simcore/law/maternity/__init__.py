"""Maternity insurance 生育保险: the premium until it merged into medical insurance, leave and benefits."""
