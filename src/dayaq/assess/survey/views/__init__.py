"""Pages: ``door`` and ``respondent`` without an account, the others for the team."""
