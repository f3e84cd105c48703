"""A daily, one-page, cited brief: every printed sentence rests on words cut from a kept snapshot."""

__version__ = "0.1.0"
