"""Properties are judged by their truth, not by the speed of a shared machine."""

from hypothesis import settings

settings.register_profile("shared_machine", deadline=None)
settings.load_profile("shared_machine")
