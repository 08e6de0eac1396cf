"""How the service is run so that any one machine may fail, and what shows that it may."""
