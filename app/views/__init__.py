"""The window: Qt widgets that show records and ask services; they never see a database row."""
