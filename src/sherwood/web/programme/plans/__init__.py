"""Implementation plans: three named parts, milestones whose dates move only by an approved change, and the timeline."""
