"""From a document's file to proposals: pure, no database, no Qt, no network."""
