"""The office: stores, shows and prints; it calls the rules in `scoring` and the planner in `scheduler`."""
