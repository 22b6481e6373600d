"""How fast the wire and the inbox are, as ratios against a baseline that is measured in the same run.

`run.py` runs every row of `rows/` and fails when one misses its bound; `make bench` calls it.
"""
