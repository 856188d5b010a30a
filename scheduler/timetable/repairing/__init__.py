"""What happened on the day, and the plan that follows from it: changes in, a difference out. No solver here."""
