"""The pages of the rail. Each gets the session and shows records; none writes by showing."""
