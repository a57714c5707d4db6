"""Where the programme comes from: inspections and readiness, causes and starting facts, an earlier plan, posts."""
