"""Names in Korean texts: bodies and companies by their endings, people by posts beside them."""

import re
from collections.abc import Iterator, Mapping

from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.parties.cues import PartyKind
from domain.reading.parties.mentions import SKIPPED, Mention

PARTICLES = (
    "은|는|이|가|을|를|의|에|에서|에게|께서|에서는|에는|에도|과|와|과의|와의|도|로|으로|만|부터|까지|측|측은|"
    "이며|이라고|라고|이나|나|이다|이고|에서도|과는|와는|에게는|와도|과도"
)
"""Particles that follow a name without a space."""

_ENDINGS: tuple[tuple[str, PartyKind], ...] = (
    (r"(?:[가-힣]+(?:노총|노조|연맹) )?[가-힣]{2,}(?:(?<!복)지부|지회)", "organisation"),
    (r"[가-힣]{3,}(?:부|처)|[가-힣]{2,}청", "government"),
    (
        (
            r"(?:국토|교육|외교|국방|통일|법무|환경|문체|복지|산업|중기|행안|해수|고용|여가|과기|기재|농림|성평등|"
            r"재경)부|식약처|법제처|보훈부"
        ),
        "government",
    ),
    (
        (
            r"[가-힣]{2,}(?:위원회|(?<!심)(?<!협)의회|법원|검찰청|대사관|총리실|조정실|지자체|교육청|경찰서|"
            r"세무서)|감사원|"
            r"금융감독원|금감원|국가정보원|국정원|금융위"
        ),
        "government",
    ),
    (
        (
            r"(?:서울|부산|대구|인천|광주|대전|울산|세종)(?:특별시|광역시|특별자치시|시)|[가-힣]{2,3}(?:특별자치도|"
            r"도청|시청|군청|구청)"
        ),
        "government",
    ),
    (
        r"(?:경기|강원|충청북|충청남|전라북|전라남|경상북|경상남|제주|전북|전남|경북|경남|충북|충남)(?:특별자치)?도",
        "government",
    ),
    (
        (
            r"(?:한국|대한|서울|부산|인천|대구|광주|대전|울산|경기|국가|주택|토지|코레일|제주|강원)[가-힣]*(?:공사|"
            r"공단|공항공사)|한국(?:(?:남부|남동|중부|서부|동서)발전|수력원자력|부동산원)|"
            r"[가-힣]{2,}(?:관리|진흥|공항|도시|교통|시설|항만)(?:공사|공단)"
        ),
        "company",
    ),
    (
        (
            r"[가-힣A-Z·0-9%]{2,}(?:협회|재단|진흥회|협의회|연합회|중앙회|학회|노조|노동조합|조합|연맹|총연맹|연대|"
            r"연합|노총|회의소|"
            r"연구소|시민모임|총연합회|경영자총협회)"
        ),
        "organisation",
    ),
    (
        (
            r"[가-힣A-Z]{2,}(?:연구원|진흥원|개발원|평가원|관리원|기술원|교육원|병원|의료원|보장원|정보원|과학원|"
            r"안전원|협력단|사업단|지원단|진흥단|대학교|대학)|(?:국립|한국|서울|부산|경북|전남|충남|강원|"
            r"제주)[가-힣]*대"
        ),
        "organisation",
    ),
    (
        (
            r"[가-힣]*보증기금|(?:세계|아시아개발|아시아인프라투자|유럽투자|한국수출입|한국)은행|[가-힣]{2,}기구|"
            r"국제[가-힣]{2,}(?:기금|기구)"
        ),
        "organisation",
    ),
    (
        (
            r"(?:국민|신한|하나|우리|농협|기업|산업|부산|대구|경남|광주|전북|제주|수협|저축|한국산업|카카오|케이|"
            r"토스)은행|[가-힣A-Z&]{2,}은행(?=은|는|이|가|과|와|에서)|[가-힣A-Z&]{2,}(?:그룹|홀딩스|증권|생명|화재|"
            r"카드|캐피탈|자산운용)"
        ),
        "company",
    ),
    (r"[가-힣A-Z]{2,}(?:컨소시엄|협의체|추진단|동맹|얼라이언스)", "group"),
)
_COMPANY_ENDINGS = (
    "전자|항공|자동차|건설|중공업|화학|제약|바이오|바이오로직스|통신|텔레콤|클라우드|에너지|솔루션|시스템|"
    "시스템즈|물산|제철|게임즈|소프트|로보틱스|모빌리티|해양|"
    "해운|상선|철강|테크|엔지니어링|디스플레이|이노텍|하이닉스|반도체|로템|정유|오일뱅크|푸드|식품|제과|유통|"
    "백화점|쇼핑|물류|글로비스|파워|일렉트릭|케미칼|머티리얼즈|랩스|"
    "조선|기전|전기|정밀|산업|기계|소재|에어로스페이스|오션|네트웍스|모빌|메디칼|헬스케어|테크놀로지|"
    "테크놀로지스|엔솔|전력|가스|타이어|제지|시멘트|여객|고속|하이텍|텍|이앤씨|이엔지|케이블|코리아|관광개발|리츠"
)
_HOUSES = (
    "삼성|현대|LG|SK|한화|롯데|포스코|KT|네이버|카카오|두산|대한항공|아시아나|HD|GS|LS|CJ|DL|효성|코오롱|금호|"
    "한진|셀트리온|기아|쿠팡|HMM|에쓰오일|대우|KG|OCI|고려아연|"
    "신한|하나|우리|농협|KB|NH|IBK|이마트|신세계|엔씨"
)
"""Beginnings of the names of well-known companies."""

_CLEAR_HOUSES = "삼성|SK|LG|포스코|네이버|카카오|두산|셀트리온|코오롱|효성|CJ|GS|LS|HD현대"
"""Those that no other word begins with: any ending makes a company."""

_ALONE = (
    "네이버|카카오|쿠팡|셀트리온|포스코|KT|HMM|LG|SK|한화|롯데|두산|대한항공|코레일|구글|엔비디아|마이크로소프트|"
    "테슬라|인텔|TSMC|아마존|넥슨|크래프톤|넷마블|고려아연|배달의민족|이마트"
)
"""Well-known companies whose names have none of the endings."""

_WORD = r"(?<![가-힣A-Za-z0-9])"
_AFTER = rf"(?=(?:{PARTICLES})?(?:[^가-힣A-Za-z0-9]|$))"
_BODIES = tuple((re.compile(f"{_WORD}(?:{pattern}){_AFTER}"), kind) for pattern, kind in _ENDINGS)
_COMPANIES = (
    (
        re.compile(
            rf"(?:㈜|\(주\)|주식회사 ?)(?P<name>[가-힣A-Za-z0-9&]{{2,15}}?){_AFTER}|"
            rf"{_WORD}(?P<front>[가-힣A-Za-z0-9&]{{2,15}})(?:㈜|\(주\))"
        ),
        True,
    ),
    (
        re.compile(
            rf"{_WORD}(?:(?:{_HOUSES})[가-힣A-Z&]{{0,8}}?(?:{_COMPANY_ENDINGS})|"
            rf"(?:{_CLEAR_HOUSES})(?!(?:{PARTICLES})(?![가-힣]))[가-힣A-Z&]{{2,8}}?|{_ALONE}){_AFTER}"
        ),
        True,
    ),
    (re.compile(rf"{_WORD}[가-힣A-Z&]{{2,8}}?(?:{_COMPANY_ENDINGS}){_AFTER}"), False),
)
_NOT_BODIES = re.compile(
    r".*(?:신청|요청|초청|하청|거래처|출입처|사용처|구매처|수출처|판매처|관계부처|관련부처|정부부처|유관부처|부부|"
    r"지도부|집행부|상층부)"
    r"|[가-힣]?(?:정부|일부|내부|외부|전부|대부|간부|학부|본부|상반부|하반부|거처|대처|조처|근처|주부|농부|어부|"
    r"임산부|피부|공부|"
    r"기부|납부|첨부|교부|여부|세부|복부)"
)

POSTS = (
    "국무총리|부총리|총리|대통령|장관|차관|특별시장|시장|도지사|지사|군수|구청장|청장|처장|원장|위원장|부위원장|"
    "사장|부사장|회장|부회장|대표이사|공동대표|대표|이사장|총재|행장|"
    "의장|부의장|국장|실장|과장|팀장|본부장|단장|센터장|소장|교수|의원|대변인|대사|총장|차장|상무|전무|지부장|"
    "조합장|교육감|연구위원|수석연구원|선임연구원|책임연구원|연구원|위원|수석|"
    "비서관|보좌관|학장|교장|관장|애널리스트|변호사|박사|사무총장|부총장|총괄|정책관|기획관|담당관|심의관|부장|"
    "차관보|지청장|서장|군수|이사|감독|활동가|연구관|사무관"
)
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추"
    "도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형계피두감음빈동온호범팽승간시갈상당화라"
)
_NAME = rf"(?:[{_SURNAMES}][가-힣]{{2}}|(?:남궁|황보|제갈|선우|독고|사공)[가-힣]{{1,2}})"
_PERSON = re.compile(
    rf"{_WORD}(?P<name>{_NAME})(?:\([一-龥]{{2,4}}\) ?| )(?P<post>(?:[가-힣A-Za-z0-9·]{{1,15}} "
    rf"){{0,3}}?(?:[가-힣A-Za-z0-9·]{{1,12}})??(?:{POSTS})(?: [가-힣]{{0,6}}(?:{POSTS}))?(?: 겸 (?:[가-힣]{{2,10}} "
    rf")?[가-힣]{{0,6}}(?:{POSTS}))?)(?=(?:님)?(?:{PARTICLES})?(?:[^가-힣A-Za-z0-9]|$))"
)
_POST_FIRST = re.compile(
    rf"(?P<post>(?:[가-힣A-Za-z0-9·]{{1,15}} )??(?:[가-힣A-Za-z·]{{1,8}})??(?:{POSTS})) (?P<name>{_NAME})(?=(?:은|"
    rf"는|이|가|씨|의)?(?:[^가-힣A-Za-z0-9]|$))"
)
_CALLED = re.compile(rf"{_WORD}(?P<name>{_NAME}) ?씨(?=(?:는|가|의|도)?(?:[^가-힣]|$))")
_SHORT = re.compile(rf"{_WORD}(?P<name>[{_SURNAMES}]) (?P<post>{POSTS})(?=(?:{PARTICLES})?(?:[^가-힣A-Za-z0-9]|$))")
_NOT_NAMES = frozenset(
    "이번에 이날은 이어서 이에는 정부는 정부가 정부의 지난해 지난달 하지만 한국의 한국은 우리는 우리가 우리의 "
    "현재의 올해의 장관은 이후의 이들은 국내외 국민의 전국의 전문가 관계자 "
    "신임의 제주도 경기도 강원도 성남시 수원시 고양시 안산시 부천시 전주시 청주시 천안시 포항시 김해시 용인시 "
    "구미시 진주시 원주시 강릉시 여수시 순천시 목포시 오산시 이천시 양주시 김포시 "
    "경쟁력 방위력 기술력 노동력 구매력 영향력 지도력 원자력 추진력 "
    "주요국 조직위 인수위 방통위 공정위 금융위 권익위 인권위 선관위 노사정 전기차 반도체 한국형 국회의 남북한 "
    "조선업 서울시 부산시 고용부 국방부 외교부 국토부 환경부 기재부 문체부 법무부 여가부 과기부".split()
)
_ABBREVIATION = re.compile(r"\s?\((?:이하 ?)?[‘'“\"]?([A-Z][A-Za-z]{1,9}|[가-힣]{2,8})[’'”\"]?\)")


_NEW = re.compile("(?:을|를) (?:[가-힣]+에 |[^.,]{0,12})?(?:설치|신설|개소|설립|출범|구성|꾸리|만들|세우|세운)")
"""What follows a body that does not exist yet."""

_IS_PLACE = re.compile("(?<=청)에서|(?<=병원)에서|(?<=대사관)에서")
"""A particle after a building: what happened there."""


def read_korean(document: Document) -> Iterator[Mention]:
    """Names in a text, in no order."""
    for number, sentence in enumerate(document.sentences):
        if document.role(sentence) in SKIPPED:
            continue
        taken: list[Span] = []
        for mention in (*_people(document, sentence.span, number), *_bodies(document, sentence.span, number)):
            if not any(mention.span.start < span.end and span.start < mention.span.end for span in taken[-60:]):
                taken.append(mention.span)
                yield mention


def _people(document: Document, span: Span, number: int) -> Iterator[Mention]:
    text = document.text
    for pattern in (_PERSON, _POST_FIRST):
        for match in pattern.finditer(text, *span):
            if match["name"] not in _NOT_NAMES and not match["name"].endswith(
                ("부", "청", "처", "시", "도", "에", "를", "을", "의", "로", "와", "과", "며", "고", "력", "률")
            ):
                post = match["post"].strip()
                yield Mention(Span(*match.span("name")), match["name"], "person", number, certain=True, post=post)
    for match in _CALLED.finditer(text, *span):
        yield Mention(Span(*match.span("name")), match["name"], "person", number, certain=True)
    for match in _SHORT.finditer(text, *span):
        yield Mention(Span(*match.span()), match["name"], "person", number)


def _bodies(document: Document, span: Span, number: int) -> Iterator[Mention]:
    text = document.text
    for pattern, kind in _BODIES:
        for match in pattern.finditer(text, *span):
            if (
                not _NOT_BODIES.fullmatch(match[0])
                and not _IS_PLACE.match(text, match.end())
                and not _NEW.match(text, match.end())
            ):
                yield _body(text, Span(*match.span()), kind, number, certain=True)
    for pattern, certain in _COMPANIES:
        for match in pattern.finditer(text, *span):
            name = next((group for group in ("name", "front") if match.groupdict().get(group)), 0)
            yield _body(text, Span(*match.span(name)), "company", number, certain=certain)
            if certain:
                yield from _beside(text, match, number)
    yield from _introduced(text, span, number)
    yield from _partners(text, span, number)


def _introduced(text: str, span: Span, number: int) -> Iterator[Mention]:
    """Names after a word that tells what they are: `배달앱 운영사 바로온에`."""
    for match in _CUED.finditer(text, *span):
        kind: PartyKind = "company" if match["company"] else "organisation"
        yield Mention(Span(*match.span("name")), match["name"], kind, number, certain=True)


_CUED = re.compile(
    rf"(?:(?P<company>운영사|제조사|제조업체|스타트업|시공사|개발사|통신사|항공사|건설사|게임사|운용사|대기업|"
    rf"중견기업|전문기업|벤처기업)"
    rf"|(?:시민|환경|노동|비영리|소비자|여성|인권)단체)(?:인)? "
    rf"(?P<name>[가-힣A-Za-z0-9&]{{2,12}}?)(?=(?:{PARTICLES})(?:[^가-힣A-Za-z0-9]|$))"
)


def _partners(text: str, span: Span, number: int) -> Iterator[Mention]:
    """The topic of a sentence: a party, if the sentence says that it signs with another, `직방은 …와 협약을`."""
    match = _TOPIC.match(text, *span)
    if match and not _NO_PARTNER.fullmatch(match["name"]):
        yield Mention(Span(*match.span("name")), match["name"], None, number)


_TOPIC = re.compile(r"[^가-힣A-Za-z]{0,8}(?:\([가-힣]{1,8}\) )?(?P<name>[가-힣A-Za-z0-9&]{2,10}?)(?:은|는|이|가)\s")
_NO_PARTNER = re.compile(
    "정부|양측|이들|업체|업체들|양사|3사|기업|회사|협약|계약|당국|업계|지자체|국내|양국|기관|학교|대학|병원|은행|우리|그|시|도"
)
"""Topics that are no name."""


def _beside(text: str, company: re.Match[str], number: int) -> Iterator[Mention]:
    """A name joined to that of a company: `한화시스템과 쎄트렉아이가`."""
    match = _JOINED.match(text, company.end())
    if match:
        yield Mention(Span(*match.span("name")), match["name"], "company", number)


_JOINED = re.compile(r"(?:과|와|,|·|이|가)? ?(?P<name>[가-힣A-Za-z0-9&]{2,10}?)(?:이|가|은|는|과|와|도|(?= 등))(?=\s)")


def _body(text: str, span: Span, kind: PartyKind, number: int, *, certain: bool) -> Mention:
    found = _ABBREVIATION.match(text, span.end)
    return Mention(
        span, text[span.start : span.end], kind, number, certain=certain, abbreviation=found[1] if found else None
    )


ROLES: Mapping[str, re.Pattern[str]] = {
    "partner": re.compile(
        r"^(?:은|는|이|가|도)\s[^.]{0,80}(?:협약|양해각서|MOU|계약)[을를]\s[^.]{0,20}(?:와|과)\s(?:맺|체결)|"
        r"^(?:와|과|와의|과의|, |·| 등[^.]{0,30}(?:와|과))\s?.{0,60}(?:협약|계약|양해각서|업무협약|MOU|협정|협력|"
        r"공동|손잡)|^(?:은|는|이|가|"
        r"도)\s[^,.]{0,80}(?:와|과)\s[^,.]{0,30}(?:협약|계약|양해각서|MOU|협정|합의)"
    ),
    "funder": re.compile(r"^(?:은|는|이|가|도)\s[^,.]{0,80}(?:투자|출연|융자|대출|빌려|부담|기부|지원|내놓|출자)"),
    "implementer": re.compile(
        r"^(?:은|는|이|가|도)\s[^,.]{0,80}(?:신설|운영|구축|건설|설치|개발|맡|취항|담당|공급|추진|착수|생산|양성|제작|"
        r"납품|시행|조성|모집|채용|짓|세우|도입)"
    ),
    "payee": re.compile(r"^(?:에|에게|에는)\s[^,.]{0,40}(?:지원|지급|배정|출연|투입|교부|대출)"),
    "speaker": re.compile(
        r"^(?:은|는|이|가|도|측은)?\s?.{0,200}(?:말했|밝혔|강조했|설명했|전했|덧붙였|주장했|지적했|당부했|비판했|"
        r"촉구했|평가했|답했)"
    ),
}
"""What the words after a name say about its roles."""
