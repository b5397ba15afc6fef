"""Relations, one family a file: each reads the sentence views and gives claims with their evidence."""
