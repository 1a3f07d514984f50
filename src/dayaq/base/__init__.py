"""What all four parts stand on: people and their roles, access to files, the trail of what was done, background work."""
