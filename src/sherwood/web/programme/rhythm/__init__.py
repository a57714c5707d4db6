"""What is expected from whom by when: project reports, and updates on the programme."""
