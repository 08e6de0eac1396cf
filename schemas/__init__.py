"""The wire format: marshmallow, a file per part of the record. The only description of it."""
