"""The previous writer, until imports and restore use `records.writer.save`."""
