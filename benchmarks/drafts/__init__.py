"""Quality of drafts: precision and recall of an extractor on annotated articles, and the confidence of each band."""
