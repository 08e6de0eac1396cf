"""The same set-up as in `compose.yaml`, on the loopback of one machine, with its faults."""
