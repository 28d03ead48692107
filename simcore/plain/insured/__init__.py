"""The kinds of insured people, a file each; a new one is found by being here."""
