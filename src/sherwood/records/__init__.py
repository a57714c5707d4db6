"""What a record is: tables and columns, code sets by year, and the snapshot store."""
