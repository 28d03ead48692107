"""The machine of rules: it finds, wires, compiles, reforms and explains them, and knows no law."""
