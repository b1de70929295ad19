"""From sources to a released graph: records, readers, linking, triples, store, SPARQL."""
