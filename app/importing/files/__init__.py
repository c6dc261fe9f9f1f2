"""One module a format: file → blocks. `read_blocks` is the entrance of this half."""
