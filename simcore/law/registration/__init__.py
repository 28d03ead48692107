"""Registration 社会保险登记: the deadline for a new worker."""
