"""The scripts behind the Makefile. They need nothing but Python's standard library.

Run as ``python3 -m dev COMMAND`` in the root of the checkout.
"""
