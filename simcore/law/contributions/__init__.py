"""The contribution base and its limits, and the totals of a payslip."""
