"""Words of instruments in templates."""
