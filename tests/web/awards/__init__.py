"""Certificates, files, verification."""
