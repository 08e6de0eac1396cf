"""Production setup that survives the loss of any one machine, and the test bed that proves it."""
