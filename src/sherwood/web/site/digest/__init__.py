"""One email a day at most: what has come to wait for somebody since the last, in words that hold no typed text."""
