"""The data set of a release: its description, how it is cited, what headers say of it."""
