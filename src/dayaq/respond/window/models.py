"""The person's own window: decision, plan, consents, who looked, in the person's language."""
