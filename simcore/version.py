"""The version of the program: part of what a run remembers."""

VERSION = "0.1.0"
