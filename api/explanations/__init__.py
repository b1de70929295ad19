"""Why projects were found: in JSON, on pages and in the terminal."""
