"""The service as a server: the release that it serves, its connections, and how it is run."""
