"""Forms check shape only: they parse and bound; rules and services check sense."""
