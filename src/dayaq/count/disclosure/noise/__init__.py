"""Random noise by cell keys for tables that readers put together themselves."""
