"""Detection: raids, stops and information in which many persons, or none by name, are met.

Whose work: police, border, migration and labour bodies, NGOs in outreach.
Legal basis: Cabinet Decision 131 (proactive and reactive ways); CoE Convention Art. 10.
"""
