"""The registers of services: a shelf, one file a register, as measures are. docs/add-a-register.md walks through one."""
