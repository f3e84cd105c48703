"""The review page: one sitting served to one reviewer's browser, on loopback and behind a token.

What the page shows is worked out from the edition and the ledger at every request; what it sends is held against both
before anything is written. Text from outside leaves here as JSON and is shown as text.
"""

from briefing.server.app import ReviewPage, application, page_files
from briefing.server.preview import Preview
from briefing.server.serve import listening, serve

__all__ = ["Preview", "ReviewPage", "application", "listening", "page_files", "serve"]
