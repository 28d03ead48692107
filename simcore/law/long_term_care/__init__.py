"""Long-term care insurance (长期护理保险): who pays, and out of what. The simulated city does not ask it."""
