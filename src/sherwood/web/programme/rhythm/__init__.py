"""What is expected from whom by when: weekly project reports, and updates to the sponsoring group."""
