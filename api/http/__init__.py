"""This API's HTTP conventions, each once."""
