"""Commands that print tables: what was measured, beside a named baseline or a published figure."""
