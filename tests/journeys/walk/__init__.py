"""One organizer's year, chapter by chapter, walked by clicking."""
