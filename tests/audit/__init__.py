"""Claims about the audit: it notices what is wrong, and nothing else."""
