"""Forms of the area: the plan and what surrounds it; lists of bodies, documents, treaties."""
