"""The query library as the API and the pages give it."""
