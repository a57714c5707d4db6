"""The governed path: from a finding to a project, a decision, delivery and what became of it."""
