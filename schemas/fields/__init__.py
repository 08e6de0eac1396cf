"""Field types shared by all schemas."""
