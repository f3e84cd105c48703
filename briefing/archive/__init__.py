"""The store: articles, sentences, passages and replies in one SQLite file, and the search index derived from it.

SQL stays inside this package. The file is the truth; the index beside it may be deleted at any time.
"""

from briefing.archive.reads import Listed
from briefing.archive.store import Archive

__all__ = ["Archive", "Listed"]
