"""The shape of a country pack: one model a file, strict and frozen, so that a slip is found and named."""
