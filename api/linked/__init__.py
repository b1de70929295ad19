"""What identifiers lead to: documents and pages of things, of the vocabulary and of schemes."""
