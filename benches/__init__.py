"""Benchmarks as ratios: what we do against what the same statements could do, measured in one run on one machine.

Each prints one JSON object a line: ``name``, ``ours``, ``limit``, ``ratio``, ``goal``, ``unit`` and whether the goal
``holds``. Run by ``./bench [NAME…]``, which provides a seeded database of its own.
"""
