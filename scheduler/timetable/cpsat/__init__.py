"""The exact planner, the only place that knows OR-Tools; nothing here is imported before it is needed."""
