"""Papers as pure rules: what may stand in a blank, and a template with its values as a document (A18, DAT-01, DAT-02)."""
