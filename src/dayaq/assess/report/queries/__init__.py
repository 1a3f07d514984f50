"""What a report is made of and checked against."""
