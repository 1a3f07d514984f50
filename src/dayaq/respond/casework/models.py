"""Case work: notes, flags, conferences, transfer, closing, doubles, drafts, letters."""
