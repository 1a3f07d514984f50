"""Rules of the survey: sealing, the urn, what a page says, paper and files. Pure."""
