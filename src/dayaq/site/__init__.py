"""The assembly: environment, settings, addresses, the embedded database and the command line."""
