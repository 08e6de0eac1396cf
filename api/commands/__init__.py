"""The subcommands of `communique`, a file for each noun."""
