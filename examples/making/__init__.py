"""How the worked example was invented: one seeded script, its outputs are committed."""
