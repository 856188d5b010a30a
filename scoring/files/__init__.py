"""The file interface of the rules: tables in, tables out, and the sentences of its faults in Chinese and English."""
