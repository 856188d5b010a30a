"""Paper: faces, layout, wording."""
