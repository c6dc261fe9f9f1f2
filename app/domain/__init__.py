"""Pure rules and records: no database, no Qt, no files. Everything above may import it."""
