"""Detection: raids, stops and information in which many persons, or none by name, are met."""
