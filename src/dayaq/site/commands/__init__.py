"""One module a command: ``add_arguments(parser)`` and ``run(args) -> int`` (0 fine, 1 findings, 2 usage)."""
