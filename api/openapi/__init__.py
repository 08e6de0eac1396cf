"""The contract as a document."""
