"""Claims about what the records say to a person who asks."""
