"""People by post, the organisation with its dates, and the roles people hold."""
