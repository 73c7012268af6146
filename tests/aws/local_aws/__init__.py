"""A local AWS for the tests: moto, with what it lacks added from outside.

Nothing of moto is changed on the disk. Each module here is about one service and has an `install()` that assigns
methods to moto's classes; `server` calls them all. See docs/testing.md for what this can show and what it cannot.
"""
