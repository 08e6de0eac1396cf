"""Test bed: the cluster of `compose.yaml` on the loopback of one machine, and the faults that it must survive."""
