"""Pages of the network: directory, what goes to other bodies, links, packages, six fields, answers and times."""
