"""The SPARQL endpoint's requests and page."""
