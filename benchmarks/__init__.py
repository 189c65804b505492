"""Measures how long grading takes, beside other graders on the same class; nothing here is part of
the course.
"""
