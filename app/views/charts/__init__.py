"""Charts: the only package that imports pyqtgraph, itself imported after the first paint."""
