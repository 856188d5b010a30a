"""The fairness account for people: plain sentences in Chinese and English, and JSON with everything.

Imported by the command only when an account is asked for: it loads NumPy.
"""
