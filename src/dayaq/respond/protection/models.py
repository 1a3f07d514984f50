"""Protection: risks, safety plan, threats, measures, offences committed under coercion."""
