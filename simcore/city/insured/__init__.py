"""The kinds of insured people, a file each."""
