"""What an interview is, what may be written when, how texts are coded, how far coders agree, who could be recognised."""
