"""Tables and trees: models over the index, painted by delegates."""
