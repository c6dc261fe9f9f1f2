"""The review of an imported document: source at the left, proposal at the right."""
