"""What the team reads: tables of answers, what of them may leave, what has left."""
