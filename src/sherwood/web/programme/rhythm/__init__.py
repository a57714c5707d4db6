"""What is expected from whom by when: project reports, and updates to the sponsoring group."""
