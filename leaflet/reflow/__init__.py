"""Editions that find their own lines: web page, plain text, script for the ear.  A reading goes in, bytes come out."""
