"""Rights: what the person was told and understood, complaints, requests about own data."""
