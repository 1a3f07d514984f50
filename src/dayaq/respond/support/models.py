"""Support: needs, plan agreed with the person, help given, follow-up one year on."""
