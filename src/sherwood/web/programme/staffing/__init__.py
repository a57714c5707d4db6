"""Who works on what: people and groups, their divisions, membership of project teams, and programme roles."""
