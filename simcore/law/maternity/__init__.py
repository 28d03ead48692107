"""Maternity insurance 生育保险: the employer's premium until it merged into medical insurance."""
