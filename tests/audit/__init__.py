"""Checks that take too long for every change: ``make audit``."""
