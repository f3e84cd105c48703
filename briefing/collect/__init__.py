"""Bring articles in: exact snapshots, with what is known of their origin and date. Nothing is judged here."""
