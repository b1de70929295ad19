"""The outside: settings, the composition of the parts, HTTP, pages and the command line."""
