"""Runs MkDocs with the arguments of the command line, as ``python -m mkdocs`` does."""

from __future__ import annotations

from runpy import run_module

from hooks.commands.environment import one_sentence

if __name__ == "__main__":
    with one_sentence():
        run_module("mkdocs", run_name="__main__", alter_sys=True)
