"""How values and codes become words and pictures; Chinese is the source text, English lives in the translations."""
