"""The benefits that the city pays, a file each; a new one is found by being here."""
