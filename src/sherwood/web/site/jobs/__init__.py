"""Jobs: work that takes longer than a page may, done beside the site by a worker, kept in the database (decision 37)."""
