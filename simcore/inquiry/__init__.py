"""What the records say to a person who asks."""
