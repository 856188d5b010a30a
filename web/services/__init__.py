"""Use cases: load rows, call a rule, store the outcome and an audit event. Flask is unknown here."""
