"""The one error tree. Each leaf has a message that names the thing, a hint that says what to do, an exit code.

BriefingError 1
├── SettingError 2          a flag, variable or briefing.toml value (impossible date included)
├── ArticleError
│   ├── NoArticles 10       ├── UnreadableFile 11    ├── NotUtf8 12
│   ├── FileTooLarge 13     └── BadSources 14
├── DeskError 20
│   └── UnknownDeskKey 21
├── PromptError 30
│   ├── MissingPrompt 31    └── EditedPrompt 32
├── ModelError 40
│   ├── ModelUnreachable 41 ├── WrongKey 42          ├── OutOfBudget 43
│   ├── QuotaExhausted 44   ├── RequestRefused 45    └── BadReply 46
├── CassetteError 50
│   └── ReplayMismatch 51
├── ArchiveError 60
│   └── ArchiveBusy 61
├── CheckFailed 70
├── LintFailed 71
├── OutputError 80
│   ├── TemplateError 81    └── PageOverflow 82
└── ReviewError 90
    ├── DecisionConflict 91 ├── NotReviewed 92       └── Published 93
"""

from __future__ import annotations


class BriefingError(Exception):
    """Anything the person at the terminal can do something about."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingError(BriefingError):
    """A flag, environment variable or `briefing.toml` value that can't be used."""

    exit_code = 2


class ArticleError(BriefingError):
    """Articles that can't be collected."""


class NoArticles(ArticleError):
    """A folder that holds no article."""

    exit_code = 10


class UnreadableFile(ArticleError):
    """A file that can't be opened or read."""

    exit_code = 11


class NotUtf8(ArticleError):
    """A file whose bytes are not UTF-8 text."""

    exit_code = 12


class FileTooLarge(ArticleError):
    """A file over the size an article may have."""

    exit_code = 13


class BadSources(ArticleError):
    """A `sources.toml` that can't be read or contradicts itself."""

    exit_code = 14


class DeskError(BriefingError):
    """A desk file that is missing, malformed or incomplete."""

    exit_code = 20


class UnknownDeskKey(DeskError):
    """A key in the desk file that means nothing."""

    exit_code = 21


class PromptError(BriefingError):
    """A prompt file that can't be used."""

    exit_code = 30


class MissingPrompt(PromptError):
    """A prompt name or version with no file."""

    exit_code = 31


class EditedPrompt(PromptError):
    """A released prompt whose bytes differ from the lock."""

    exit_code = 32


class ModelError(BriefingError):
    """A model call that gave no usable reply."""

    exit_code = 40


class ModelUnreachable(ModelError):
    """No answer: refused, dropped, timed out, or still failing after the retries."""

    exit_code = 41


class WrongKey(ModelError):
    """The provider rejected the key."""

    exit_code = 42


class OutOfBudget(ModelError):
    """The next call would pass the budget."""

    exit_code = 43


class QuotaExhausted(ModelError):
    """The account has no quota left; waiting does not help."""

    exit_code = 44


class RequestRefused(ModelError):
    """The provider will not take this request (400, too long, filtered, refused)."""

    exit_code = 45


class BadReply(ModelError):
    """A reply that stayed unusable after the re-asks."""

    exit_code = 46


class CassetteError(BriefingError):
    """A recording that can't be read or written."""

    exit_code = 50


class ReplayMismatch(CassetteError):
    """A request that the recording does not hold."""

    exit_code = 51


class ArchiveError(BriefingError):
    """A store that is corrupt, newer than this program, or can't be written."""

    exit_code = 60


class ArchiveBusy(ArchiveError):
    """Another run holds the store."""

    exit_code = 61


class CheckFailed(BriefingError):
    """A saved brief that differs from what its receipt says."""

    exit_code = 70


class LintFailed(BriefingError):
    """A Markdown page that breaks a rule of tradecraft which blocks."""

    exit_code = 71


class OutputError(BriefingError):
    """A folder or file that can't be written."""

    exit_code = 80


class TemplateError(OutputError):
    """A page template that is missing, malformed or asks for what there is not."""

    exit_code = 81


class PageOverflow(OutputError):
    """What a page may not lack does not fit on one."""

    exit_code = 82


class ReviewError(BriefingError):
    """A decision that can't be taken: an edit that fails a check, a sentence that is not there."""

    exit_code = 90


class DecisionConflict(ReviewError):
    """A decision on a sentence that somebody else has decided on in the meantime."""

    exit_code = 91


class NotReviewed(ReviewError):
    """An edition with sentences that nobody has decided on."""

    exit_code = 92


class Published(ReviewError):
    """An edition that is frozen: it may be corrected by another one, and not changed."""

    exit_code = 93
