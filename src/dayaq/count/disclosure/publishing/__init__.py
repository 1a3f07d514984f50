"""From a full table to one that may leave: hide, prove it, say what else it tells, propose another design."""
