"""Pure models of the course, a module a unit: arrays and tables in, numbers out; no pictures, no
files, no language.
"""
