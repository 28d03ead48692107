"""The benefits, a file each; a new one is found by being here."""
