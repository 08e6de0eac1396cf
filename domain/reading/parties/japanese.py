"""Names in Japanese texts: bodies and companies by their endings, people by posts beside them."""

import re
from collections.abc import Iterator, Mapping

from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.parties.cues import PartyKind
from domain.reading.parties.mentions import SKIPPED, Mention

_RUN = r"[一-龥々ァ-ヶーＡ-Ｚａ-ｚA-Za-z0-9・&]"
_KANJI = r"[一-龥々]"
_ENDINGS: tuple[tuple[str, PartyKind], ...] = (
    (
        (
            rf"{_KANJI}{{2,8}}(?:省|庁)|内閣府|内閣官房|会計検査院|公正取引委員会|デジタル庁|こども家庭庁|"
            rf"{_RUN}{{2,12}}(?:委員会|裁判所|大使館|(?<!協)議会)"
        ),
        "government",
    ),
    (
        rf"{_KANJI}{{1,4}}(?:県|府|都|道|市|区|町|村)(?:教育委員会)?(?=は|が|も|の{_KANJI}+(?:知事|市長))",
        "government",
    ),
    (
        (
            rf"株式会社{_RUN}{{2,15}}|{_RUN}{{2,15}}株式会社|{_RUN}{{2,14}}(?:ホールディングス|グループ|電力|製作所|"
            rf"自動車|重工業?|電機|製薬|(?<!医)薬品|建設|商事|鉄道|航空|工業|エナジー|エネルギー|モーターズ|製鉄|"
            rf"化学|通信|海運|"
            rf"造船|ガス|銀行|証券|生命|海上|物産|電気|電工|精機|システムズ?|テクノロジーズ?|ソリューションズ?)"
        ),
        "company",
    ),
    (
        (
            rf"{_RUN}{{2,16}}(?:機構|猟友会|医師会|薬剤師会|弁護士会|商工会|同友会|経団連|協会|連盟|連合会|組合|財団|大学|"
            rf"研究所|会議所|学会|協議会|基金|病院|労組|連合|"
            rf"高専|公社|センター)|(?:世界|アジア開発|国際協力|日本)銀行"
        ),
        "organisation",
    ),
    (rf"{_RUN}{{2,14}}(?:コンソーシアム|アライアンス|共同体|連絡会)", "group"),
)
_EDGE = rf"(?<!{_RUN})"
_BODIES = tuple((re.compile(f"{_EDGE}(?:{pattern})"), kind) for pattern, kind in _ENDINGS)
_PUBLIC_BANKS = ("世界銀行", "アジア開発銀行", "国際協力銀行", "日本銀行", "欧州投資銀行")
_DEPARTMENTS = (
    "国土交通|経済産業|厚生労働|文部科学|農林水産|環境|財務|外務|総務|法務|防衛|デジタル|国交|経産|厚労|文科|"
    "農水|官房|復興|経済再生|少子化|こども政策|金融|内閣府特命担当|地方創生|農|財|外|法|防|文|環|総"
)
_POSTS = (
    rf"(?:{_DEPARTMENTS})(?:担当)?(?:副大臣|大臣|相|長官|政務官)|大臣|長官|首相|総理大臣|総理|大統領|副知事|知事|"
    rf"市長|区長|町長|村長|社長|副社長|会長|副会長|総裁|頭取|教授|代表取締役社長|代表取締役|代表|理事長|"
    r"局長|次官|課長|部長|議長|議員|委員長|書記長|報道官|所長|学長|院長|センター長|最高経営責任者|CEO|研究員|"
    r"弁護士|本部長|事務局長|執行役員|幹事長|組合長|主席研究員|専務理事|専務|常務"
)
_NAME = r"[一-龥々]{1,3}[ 　]?[一-龥々ぁ-んァ-ヶー]{1,4}"
_PEOPLE = (
    re.compile(
        rf"(?<![一-龥々ァ-ヶー])(?P<name>[一-龥々]{{3,5}}?|[一-龥々]{{1,3}}[ 　][一-龥々ぁ-んァ-ヶー]{{1,4}}?)[ "
        rf"　]?(?P<post>{_POSTS})(?=[はがもらのと、。（(」：:\s]|ら|$)"
    ),
    re.compile(
        rf"(?P<post>(?:{_RUN}{{0,12}}?)(?:{_POSTS}))(?:の|・|、|[ 　])(?P<name>{_NAME}?)(?:氏|さん)?(?=[はがも）)])"
    ),
)
_CALLED = re.compile(
    r"(?<![一-龥々ァ-ヶー])(?P<name>[一-龥々]{3,5}|[ァ-ヶー]+・[ァ-ヶー・]+)(?:氏|さん)(?=[はがもの、（(])"
)
_SHORT = re.compile(rf"(?<![一-龥々ァ-ヶー])(?P<name>[一-龥々]{{1,3}})(?P<post>氏|さん|(?:{_POSTS}))(?=[はがもの、])")
_GENERIC = re.compile(r"^(?:同|各|両|全(?![国日農])|当該)")
_NEW = re.compile("」?を[^。、]{0,12}(?:開設|設置|新設|設立|整備|創設|立ち上げ|つくる)")
"""What follows a body that does not exist yet."""

_ABBREVIATION = re.compile(r"[（(](?:以下[、「]*)?([A-ZＡ-Ｚ][A-Za-zＡ-Ｚ]{1,9}|[一-龥々ァ-ヶー]{2,10})」?[）)]")


def read_japanese(document: Document) -> Iterator[Mention]:
    """Names in a text, in no order."""
    for number, sentence in enumerate(document.sentences):
        if document.role(sentence) in SKIPPED:
            continue
        taken: list[Span] = []
        for mention in (
            *_people_in_kanji(document, sentence.span, number),
            *_bodies_in_kanji(document, sentence.span, number),
        ):
            if not any(mention.span.start < span.end and span.start < mention.span.end for span in taken[-60:]):
                taken.append(mention.span)
                yield mention


def _people_in_kanji(document: Document, span: Span, number: int) -> Iterator[Mention]:
    text = document.text
    for pattern in _PEOPLE:
        for match in pattern.finditer(text, *span):
            if not _GENERIC.match(match["name"]):
                yield Mention(
                    Span(*match.span("name")), match["name"], "person", number, certain=True, post=match["post"]
                )
    for match in _CALLED.finditer(text, *span):
        if not _GENERIC.match(match["name"]):
            yield Mention(Span(*match.span("name")), match["name"], "person", number, certain=True)
    for match in _SHORT.finditer(text, *span):
        yield Mention(Span(*match.span("name")), match["name"], "person", number, post=match["post"])


def _bodies_in_kanji(document: Document, span: Span, number: int) -> Iterator[Mention]:
    text = document.text
    for pattern, kind in _BODIES:
        for match in pattern.finditer(text, *span):
            if _GENERIC.match(match[0]) or _NEW.match(text, match.end()):
                continue
            if kind == "company":
                yield from _beside_company(text, match.end(), number)
            found = _ABBREVIATION.match(text, match.end())
            kind_here: PartyKind = "organisation" if match[0] in _PUBLIC_BANKS else kind
            yield Mention(
                Span(*match.span()), match[0], kind_here, number, certain=True, abbreviation=found[1] if found else None
            )

    topic = _TOPIC.match(text, *span)
    if topic:
        yield Mention(Span(*topic.span("name")), topic["name"], "company", number, certain=topic["signs"] is not None)


def _beside_company(text: str, end: int, number: int) -> Iterator[Mention]:
    """A name joined to that of a company: `関西電力とオリックスは`."""
    match = _JOINED.match(text, end)
    if match:
        yield Mention(Span(*match.span("name")), match["name"], "company", number)


_JOINED = re.compile(rf"(?:と|、)(?P<name>{_RUN}{{2,12}})(?=は|が|も)")
_TOPIC = re.compile(
    rf"[\s　・○●]*(?P<name>[ァ-ヶーA-ZＡ-Ｚ]{_RUN}{{1,11}})"
    r"(?:は|(?P<signs>とは、)(?=[^。]{0,40}(?:協定|契約|覚書|提携)))"
)
"""The topic of a sentence or whom it signs with, in katakana or Latin letters: perhaps a company."""

ROLES: Mapping[str, re.Pattern[str]] = {
    "partner": re.compile(
        r"^(?:とは、|との?)[^、。]{0,60}(?:協定|契約|覚書|提携|共同|協力|連携)|^(?:は|が|も)[^。]{0,60}(?:ことで合意|"
        r"協定を締結|契約を結|提携し)|^(?:は|が|"
        r"も)[^、。]{0,60}と.{0,40}(?:協定|契約|"
        r"覚書|提携|連携)"
    ),
    "funder": re.compile(r"^(?:は|が|も)[^、。]{0,80}(?:投資|投じ|出資|融資|拠出|負担|助成|支援)"),
    "implementer": re.compile(
        r"^(?:は|が|も)[^、。]{0,80}(?:運営|建設|整備|設置|開発|担う|担当|供給|製造|実施|運用|育成|建造|新設)"
    ),
    "payee": re.compile(r"^(?:に|へ)(?:は)?.{0,40}(?:交付|支給|補助|配分|融資|助成|拠出)"),
    "speaker": re.compile(r"^(?:は|が|も).{0,200}(?:述べ|話し|語っ|強調し|説明し|訴え|指摘し|コメント|批判し|表明し)"),
}
"""What the words after a name say about its roles."""
