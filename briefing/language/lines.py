"""What a single line of an article shows by its own wording: a link, a credit, a site's own text.

Only wording that reporting does not use counts as evidence; a line that shows nothing is left to `layout`,
which sees its place. No I/O.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.language.datelines import AGENCIES, is_dateline
from briefing.types import Part

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_QUOTES = str.maketrans({**dict.fromkeys("“”„«»‟", '"'), **dict.fromkeys("‘’‚‛`´ʼ′", "'"), "،": ","})
_END = re.compile(r"[.!?؟۔…][\s\"')\]}]*(?:[(\[][^()\[\]]{2,30}[)\]])?$")
_LONGEST = 600  # characters; a line beyond it is running text


def _any(choices: Iterable[str]) -> str:
    return "(?:" + "|".join(choices) + ")"


_LINK_WORDS = _any(
    (
        r"(?:also )?read(?: (?:also|more|next|this|on|here|too|the full (?:story|article|report)))?|see also|also see",
        r"related(?: (?:articles?|stor(?:y|ies)|news|content|posts?|links?|topics?|coverage|reading))?",
        r"recommended(?: for you)?|more (?:from|on|about)(?: [\w' -]{1,40})?|more(?: stories| news)?",
        r"most (?:read|popular|viewed)|you (?:may|might) (?:also )?(?:like|be interested in)|don't miss|must read",
        r"in pictures|further reading|trending(?: now)?|up next|latest (?:news|stories)|editors?'?s? picks?",
        r"[اإأ]قرأ(?:\s+(?:أيض[اًا]+|ايض[اًا]+|المزيد|كذلك))?|للمزيد|المزيد(?: من [\w ]{2,30})?|الأكثر قراءة",
        r"(?:طالع|شاهد)(?:\s+أيض[اًا]+)?|(?:مواضيع|أخبار|موضوعات|مقالات) (?:ذات صلة|متعلقة)|قد يهمك(?: أيض[اًا]+)?",
    )
)
_LINK = re.compile(rf"[\W_]*{_LINK_WORDS}\s*(?:[:|»>→]+|[-–—]\s)\s*\S.*", re.IGNORECASE)
_LINK_HEAD = re.compile(rf"[\W_]*{_LINK_WORDS}[\s:.…»>→|-]*", re.IGNORECASE)
_WEAK_LINK = re.compile(
    _any(
        (
            r"[\W_]*(?:watch|video|listen|podcast|opinion|gallery|infographic|explainer|profile|timeline|interview"
            r"|بالفيديو|فيديو|رأي)\s*(?:[:|»>→]|[-–—]\s)\s*\S.*",
            r"read (?:more|the full|the original|full)\b.*|(?:click|tap) (?:here|to)\b.*|to read (?:more|the)\b.*",
        )
    ),
    re.IGNORECASE,
)
_SITES = r"(?:twitter|facebook|instagram|x|telegram|google\+?|whatsapp|linkedin|youtube|reddit|pinterest)"
_SITE = re.compile(
    r"[\W_]*"
    + _any(
        (
            r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|\d{4}|by\b).*|.{0,80}\ball rights reserved\b.*",
            r".{0,60}جميع الحقوق محفوظة.*|.{0,20}حقوق (?:النشر|الطبع) .{0,40}",
            r"(?:please )?(?:follow|like|join|find|connect with|contact) us\b.*|تابع(?:ون[اي]|نا|وا)\b.{0,100}",
            rf"follow @?[\w .'-]{{2,40}} on {_SITES}\b.*|(?:re)?tweet(?: this)?|@\w+|#\w+(?:\s+#\w+)*",
            rf"share(?: (?:this|it|the (?:article|story))\b.*| (?:on|via|to) {_SITES}.*|\s*[:|].{{0,60}})?",
            r"print(?: this(?: page| article)?)?|e-?mail(?: this.*)?|copy link|rss",
            r"subscribe(?: (?:to|for|now|here|today|and)\b.*)?|sign up (?:for|to|here|now|today)\b.*|sign in|log ?in",
            r"register(?: now)?|.{0,60}\b(?:our|daily|weekly|free) newsletters?\b.{0,80}|download (?:our|the) app\b.*",
            r"advertis(?:e?ment|ing)s?(?: (?:continues?|scroll).*)?|sponsored(?: content)?|promoted",
            r"story continues below.*",
            r"continue reading.*|scroll (?:down|to).*|skip to .{0,40}|back to (?:top|home).*",
            r"(?:home|الرئيسية)\s*[>»/|›].*",
            r"(?:\d+ )?comments?(?: ?\(\d+\)| ?: ?\d+)?|(?:leave|post|add|write) a (?:comment|reply).*",
            r"(?:view|show|load) (?:all|more|comments)\b.{0,30}|comments are closed.*",
            r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels?)\s*:.*(?<!\.)",
            r"(?:الوسوم|الكلمات المفتاحية|كلمات مفتاحية|وسوم|تصنيف)\s*:.*",
            r"(?:we|this (?:web)?site) uses? cookies\b.*|accept (?:all )?cookies.*",
            r"privacy policy.*|terms (?:of|and) .{0,30}",
            r"(?:donate|support (?:our|independent) (?:work|journalism)|become a member)\b.{0,120}",
            r"(?:the )?(?:views|opinions) expressed (?:in|by|here)\b.*",
            r"this (?:article|story|post) (?:\w+ ){0,2}(?:first|originally|also) (?:published|appeared)\b.*",
            r"this (?:article|story|post) (?:was|has been|is) (?:translated|republished|updated|edited)\b.*",
            r"(?:the )?post .{3,200} (?:appeared )?first (?:appeared )?on .{2,60}",
            r"(?:via|sources?|المصدر|المصادر)\s*:.{0,60}",
            r"(?:last )?(?:published|posted|updated)\b.{0,20}\b(?:ago|today|yesterday)|\d{1,2} min(?:ute)?s? read",
            r"(?:facebook|twitter|whats ?app|telegram|linkedin|instagram|you ?tube|pinterest|reddit|google\+?|e-?mail"
            r"|print|messenger|save|menu|search|home|news|world|politics|opinion|middle east|[\s,|/•·+&-])+",
            r"(?:search|close|next|previous|prev|loading|ad|video|breaking news|live|photo gallery|ends?|more)",
            r"شارك(?:ها|نا|وا|ه)?(?:\s+(?:على|عبر|هذا|المقال|الخبر)\b.{0,100}(?<!\.))?",
            r"اشترك(?:وا)?(?:\s+(?:في|الآن|معنا)\b.{0,100}(?<!\.))?",
            r"(?:إعلان|اعلان|إعلانات|طباعة|انشر|التعليقات|أضف تعليق|(?:حمل|حملوا) تطبيق.{0,60}|النشرة البريدية.{0,60})",
            r"(?:https?://|www\.)\S+|\S+@\S+\.\w+",
        )
    )
    + r"[\W_]*",
    re.IGNORECASE,
)
_PICTURE = (
    r"(?:photo|image|picture|photograph|screen ?shot|screengrab|handout|courtesy|getty|أرشيف|أرشيفية|صورة|تصوير)s?"
)
_BRACKET = r"[(\[]([^()\[\]]*)[)\]]"
_CREDIT = re.compile(rf"{_BRACKET}(\.?)$")
_CAPTION = re.compile(
    _any(
        (
            rf"(?:{_PICTURE}|file photo|pictured|caption|credits?|الصورة)\s*(?:[:|]|[-–—] )",
            r"file [-–—] |صورة (?:أرشيفية|من)\b",
            r"(?:photo(?:graph)?|image|picture) (?:by|courtesy|source)\b",
            r"(?:in )?this (?:\S+ ){0,6}?(?:photo|picture|image|photograph|frame grab)"
            r"(?: \S+){0,4}? (?:released|provided|taken|shows|made|obtained)\b",
            r"an? (?:\S+ ){0,3}?(?:photo|picture|image|photograph|frame grab)(?: \S+){1,12}? shows\b",
        )
    ),
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a line for comparing: quotation marks unified, invisible characters out, space collapsed."""
    return " ".join(_INVISIBLE.sub("", text).translate(_QUOTES).split())


def ends_sentence(line: str) -> bool:
    """Say whether a line (in `plain` form) ends as a sentence does."""
    return bool(_END.search(line[-60:]))


def is_link_head(line: str) -> bool:
    """Say whether a line only announces links that follow ("Related articles")."""
    return len(line) < 80 and bool(_LINK_HEAD.fullmatch(line)) and not line.endswith(".")


def line_part(line: str) -> Part | None:
    """Return what a line (in `plain` form) is by its wording alone, None when it shows nothing."""
    if not any(mark.isalnum() for mark in line):
        return Part.FURNITURE
    words = len(line.split())
    if words > 60 or len(line) > _LONGEST:
        return None
    if words <= 30 and _is_link(line):
        return Part.READ_MORE
    if words <= 40 and _SITE.fullmatch(line):
        return Part.FURNITURE
    if words <= 40 and is_dateline(line):
        return Part.DATELINE
    return Part.CAPTION if _CAPTION.match(line) or _is_credited(line) else None


def _is_link(line: str) -> bool:
    if is_link_head(line) or _LINK.fullmatch(line):
        return True
    return bool(_WEAK_LINK.fullmatch(line)) and not line.endswith(".")


def _is_credited(line: str) -> bool:
    """Whether a line ends in a picture's credit: "(image via …)", "(E. Arrott/VOA)", "[Anadolu Agency]"."""
    found = _CREDIT.search(line)
    if not found:
        return False
    credit, stop = found.groups()
    if re.search(rf"\b{_PICTURE}\b|\bvia \S+\.\w{{2,4}}\b", credit, re.IGNORECASE):
        return True
    named = re.search(rf"\b(?:{AGENCIES})\b", credit) or re.search(r"[a-z]{3}.*/|/.*[a-z]{3}", credit)
    # "The toll rose to 12. (AFP)" is an agency's sign-off; "said the group (PKK/YPG)." is running text.
    signed_off = ends_sentence(line[: found.start()].rstrip())
    if signed_off:
        return bool(re.search(r"[A-Z][\w. ]+/ ?[A-Z]", credit)) and not stop
    return bool(named) and not stop
