"""Loading records in the browser: files are sent, looked at beside what is published, and then published or not."""
