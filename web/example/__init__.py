"""The worked example: one invented school union's whole competition, made by the same services that people use."""

from web.example.load import load_once
from web.example.story import STEPS, Stage, Step

__all__ = ["STEPS", "Stage", "Step", "load_once"]
