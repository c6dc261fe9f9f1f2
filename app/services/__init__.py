"""Use cases: one function, one transaction, one ChangeSet. The first argument is the register."""
