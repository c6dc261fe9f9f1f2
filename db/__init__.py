"""The register on disk: engine, migrations, unit of work, queries, search, catalogue files."""
