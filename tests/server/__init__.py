"""The process that serves, over its socket."""
