"""How Korean announcements promise: endings, joined clauses, and what is no promise."""

import re

from domain.reading.commitments.grammars.patterns import alternatives, compile_cues
from domain.reading.commitments.refusals import compile_refusals
from domain.reading.commitments.verb_final import VerbFinalGrammar
from domain.reading.findings import LeftOutReason

_FIRST_SYLLABLE, _FINALS = 0xAC00, 28
_N, _L, _B = 4, 8, 17
"""Places of final ㄴ, ㄹ and ㅂ among the finals of a syllable block."""

_ACTIONS = """
가동 가입 감면 감축 강화 개관 개교 개발 개방 개선 개설 개소 개원 개장 개정 개최 개통 개편 건립 건설 건조 검증 결성 경감 고용 공개 공급
공모 공유 교부 교체 교육 구매 구성 구축 국산화 규제 금지 기부 기증 단속 단축 달성 대체 도입 독려 동결 등록 마련 매입 면제 모집 무료화 무상화 발간
발굴 발급 발사 발족 발주 발표 발행 배정 배출 배치 배포 백지화 변경 보강 보급 보상 보수 보장 보전 복원 부과 부여 분양 불허 사용 삭감 상용화
상향 상환 생산 선발 선정 설계 설립 설치 설정 수립 수입 수출 수행 승격 시작 시행 시범운영 신설 신축 실시 실현 실증 양산 양성 연결 연계 연장 예방 완공
완료 완화 우대 운행 운항 유예 유치 육성 융자 의무화 이관 이전 이행 인상 인수 인하 인증 임대 입법화 입주 자동화 자립 재개 재건 재배치 재정비 저감
적용 전면개편 전환 절감 점검 정비 정착 제거 제공 제도화 제작 제정 제한 제출 조기화 조림 조사 조성 조정 준공 준수 중단 증설 증액 증원 증축 지급 지원 지정 진입
진출 착공 착수 창설 창업 채용 철거 철폐 체계화 초청 촉진 추가 추진 축소 출시 출연 출범 취항 충원 통합 투입 투자 특화 파견 편성 편입 폐지 폐쇄 포함 표준화
할인 합병 해소 해제 허가 허용 협력 협의 확대 확보 확산 확장 확충 환급 회복 획득 훈련 활성화 전수조사 전면시행 일원화 다변화 의결 상정 납품 수주 인도 판매 접종 반환 재개발 재생 복구 이송 전달 개량
설비 개시 도달 유지 보호 관리 방류 식재 감원 삭제 폐기 회수 진행 운영 반영 계상 책정 축조 매각 인가 승인 고시 공포 공고 심사 결정 신청 접수 처리 제시 탑재 배송 운송 수송 연구 연구개발 기획
""".split()
_STEMS = """
늘리 줄이 낮추 높이 세우 짓 열 뽑 심 만들 키우 끌어올리 올리 내리 없애 바꾸 옮기 내놓 깔 놓 넓히 나서 펴 갖추 풀 묶 나누 잇 앞당기 늦추
끌어들이 넣 보내 사들이 돕 막 고치 살리 띄우 채우 마치 끝내 들어가 들어서 이루 거두 덜 물리 매기 들여오 내보내 걷 받 주 얹 꾸리 닦 쌓 파 뚫 놓이 열리 문을\\s열 길러내 기르 내 추려내 대 실어나르 보태 돌려주 깎 걸 쏘아올리
""".split()


def _with_final(stem: str, final: int) -> str:
    """A stem with a final consonant added to its last syllable; that of ㄹ is dropped for it."""
    code = ord(stem[-1]) - _FIRST_SYLLABLE
    own = code % _FINALS
    if own in {0, _L}:
        return stem[:-1] + chr(_FIRST_SYLLABLE + code - own + final)
    return ""


def _has_final(stem: str) -> bool:
    return (ord(stem[-1]) - _FIRST_SYLLABLE) % _FINALS not in {0, _L}


_PRESENT = [_with_final(stem, _N) + "다" if not _has_final(stem) else stem + "는다" for stem in _STEMS]
_POLITE = [_with_final(stem, _B) + "니다" if not _has_final(stem) else stem + "습니다" for stem in _STEMS]
_ATTRIBUTIVE = [
    (_with_final(stem, 0) if (ord(stem[-1]) - _FIRST_SYLLABLE) % _FINALS == _L else stem) + "는" for stem in _STEMS
]
_WITH_L = "".join(chr(_FIRST_SYLLABLE + code) for code in range(_L, 11172, _FINALS))
"""All syllables that end with ㄹ: the future before 계획, 방침 and 예정."""

_ANY_ACTION = alternatives(_ACTIONS)
_ANY_STEM = "|".join(sorted(_STEMS, key=len, reverse=True))
_QUOTED_ENDING = r"(?=고\b|며\b|면서|[.\s,”\"]|$|는\b)"

_CUES = {
    "plan": (
        rf"[{_WITH_L}는한] ?(?:방침|계획|예정|구상|복안|작정|각오|전략)(?:이다|이며|이고|으로|이라|이라고|이라며|임|입니다|인 것|이었|을 |도 |에 있|이 있|\b)"
        rf"|(?:{_ANY_ACTION}|[가-힣]{{2,6}}) (?:예정|계획)(?:이다|이며|이라고|임|\.|$)"
    ),
    "agreed": (
        r"기로 (?:최종 |잠정 |전격 |공식 )?(?:했|하고(?![^.,]{0,20}(?:협약|계약|협정|양해각서|MOU))|하며|하였|합의|결정|약속|의결|확정|뜻을|의견을|협약|손잡|손을|공동|한다|방침을|[가-힣]+[와과] ?(?:협약|합의|업무협약|양해각서|계약)|[가-힣·]{1,12}[와과] )"
        r"(?:[가-힣]*(?:다고|다|며|고|습니다)| [가-힣]+ [가-힣]*다|[가-힣]*)"
    ),
    "goal": (
        r"(?:것이|것을|는|한다는|겠다는|인다는|ㄴ다는|다는|게) ?목표(?:다|이다|로 (?:한다|하고|삼|잡|정)|를 (?:세웠|제시|내걸|밝혔|발표|설정|담|내놨)|라고|입니다)[가-힣]*"
        r"|[을를] 목표로 (?:한다|하고|삼|잡|추진|정)[가-힣]*|[을를] 목표로(?= (?:[가-힣]+[에을를] )?(?:들어갔|착수|시작|추진|공사|개발|건설))"
    ),
    "pledge": r"겠(?:다는 (?:방침|계획|구상|목표|포부|의지|뜻|취지|전략|복안)(?:이다|이라고|을 [가-힣]+|도 [가-힣]+)?|다|습니다)",
    "will": rf"[{_WITH_L}] 것(?=\"?(?:이라고|이라며|이다|입니다))",
    "sign": (
        r"(?:협약|협정|계약|양해각서|각서|MOU|합의서|의향서|조약|파트너십|협약서|의정서|공동선언|공동선언문|업무협약|투자협약|협력각서|합의문)(?:\([A-Z]+\))?[」』’']?(?:을|를|에)? ?(?:[^\s,.]{1,20}[와과] )?"
        r"(?:공식 |공동 |최종 |각각 |잇따라 )?(?:체결|맺|서명|교환|조인|채택)[가-힣]*(?:다고|다)"
    ),
    "decided": r"(?:으로|로|키로) (?:결정|확정|의결|책정)(?:했|됐|되었|하였)(?:다|다고|습니다)",
    "must": r"[가-힣](?:해|여|어|아)야 (?:한다|합니다)(?![가-힣])",
    "founded": (
        r"(?:출범|발족|개소|설립|신설|창립|창설|결성|개원|개관|구성)(?:했|하였|시켰|됐|되었)(?:다고|다|으며|고|습니다)|(?:문을|첫발을) (?:열었|내디뎠|뗐)다"
    ),
    "shall": (
        rf"(?:{_ANY_ACTION})(?:을|를)? ?(?:한다|된다|시킨다|합니다|됩니다)(?:고|며|는)?(?![가-힣])"
        rf"|(?:{'|'.join(sorted(filter(None, [*_PRESENT, *_POLITE]), key=len, reverse=True))})(?:고|며|는)?(?![가-힣])"
        r"|(?:에|를|을) (?:나선다|돌입한다|들어간다|착수한다)(?:고|며)?(?![가-힣])"
    ),
    "outline": (
        rf"(?:(?:{_ANY_ACTION})(?:하는|되는|시키는)|(?:{'|'.join(sorted(_ATTRIBUTIVE, key=len, reverse=True))}))"
        r"(?=[^.,]{0,30}?(?:내용|전략|계획|대책|방안|정책|로드맵|청사진|비전|개혁안|개편안|예산안|조례|시행령|법률|특별법|패키지|지원책|합의안|합의문|개정안|법안|제도|사업|지침|목표|조치|골자)[^.]{0,20}?"
        r"(?:담|발표|내놨|내놓|공개|확정|수립|의결|제시|시행|밝혔|보고|골자|핵심|추진|마련|승인|포함|담겼))"
    ),
    "noun": rf"(?:{_ANY_ACTION}|제고|향상|경감|감소|절감|확립|정착)(?: (?:추진|예정|계획|방침))?(?: ?\([^)]{{1,40}}\))?(?=[.,;\s*]*$)",
}
_JOINS = (
    rf"(?:(?:{_ANY_ACTION})(?:을|를|도)? ?(?:하고|하며|되고|되며|시키고|시키며|하면서|하는 한편|하고서)|(?:{_ANY_STEM})(?:고|며|으며|면서|는 한편))"
    r"(?! ?있)(?=[,\s])"
    rf"|(?:{_ANY_ACTION})(?=, [^,.]{{2,60}}(?:{_ANY_ACTION})[.\s]*$)"
    r"|(?!(?:말|제외|포함|비롯|강조|설명|지적|발표|언급|진단|평가|점검|확인|참석|방문|논의|협의|고려|감안|주장)하)[가-힣]{2,3}(?:하고|하며)(?=, )"
    r"|(?:착공|완공|준공|개통|개원|개교|개장|출시|시작|발주|선정|확정|제정|지정|공모|도입|가동|설계|완료|착수)(?:해|하여|한 뒤|한 후)(?=,? (?:20\d\d|내년|올해|이듬해|내후년|\d{1,2}월|오는))"
)
_BREAKS = r"(?:[가-힣]+(?:았|었|했|였|됐|왔|갔|렸|졌|혔|켰)(?:다|으며|고|으나|지만|는데|습니다)|이다|이며|[이가] 있다|라며|라고|이라고)(?=[,.\s]|$)"
_TOPICS = r"(?:[^\s,]+ ){0,7}?[^\s,]{1,20}(?:은|는)\s(?:지난 )?(?:(?:\d{1,2}월 )?\d{1,2}일 )?"
_MONEY_ALONE = (
    r"\d[\d,.천백십만억조 ]*(?:여 ?)?(?:원|달러|유로|엔|위안)(?:씩|가량)?(?:을|를|이|가|은|도)? ?(?:[가-힣]+ )?"
    r"(?:투입|들어|들여|투자|지원|대출|출연|부담|보태|보탤|배정|편성|책정|쓰|쓸|융자|확보|조달|반영|지급|출자|소요|빌려|내)"
    r"[가-힣]*(?: (?:계획|방침|예정)[가-힣]*| 했다[가-힣]*)?$"
)
"""A clause that says only that a sum will be paid, which is an amount."""

_REFUSALS: tuple[tuple[LeftOutReason, str, str], ...] = (
    ("denied", "sentence", r"사실과 다르|(?:계획|방침|예정|바|것)(?:이|은|도|는)? ?(?:전혀 )?(?:없|아니)|않(?:는다|기로|을|다|고 있)|사실이 아니|사실무근|부인했|일축했|선을 그었|반박했|철회"),
    ("considered", "clause", r"검토|고려(?:할|한다|하고)|논의(?:할|한다|하기로)|여부|저울질|타진|협의할|모색할"),
    ("conditional", "clause", rf"[{_WITH_L}] 수 있|가능성|[{_WITH_L}] 경우|(?:하|되|이|으|풀리|나|오|지|받으)면[,\s]|한해서|전제로"),
    ("demanded", "sentence", r"총?파업|집회를|농성|요구하(?:며|고|는)|촉구|요구했|주장했|지적했|호소했|비판했|건의했|당부했"),
    ("forecast", "sentence", r"전망(?:이다|했|된|하고)|예상(?:된|했|한다)|내다봤|점쳤|전문가들은|관측(?:된|했|이)|추정된|것으로 보인다|기대(?:된|했|하고|한다)|예측(?:된|했)|우려(?:된|했)"),
    ("past", "sentence", r"약속했(?:지만|으나|는데)|지키지 못|그쳤|못 미쳤|밑돌|이루지 못|무산|추진했(?:지만|으나)"),
    ("conditional", "sentence", r"(?:합의|동의|통과|승인|협의|요건)[가-힣]* ?[가-힣]*(?:지면|되면|하면|면)[, ]"),
    ("past", "clause", r"지난해|지난 \d|지난 [가-힣]+ 기간|작년|재작년|지난달|전년|당초|앞서 |이미 |(?:19|20)[012]\d년(?:에|에도|부터) (?:[가-힣]+ ){0,6}(?:했|였|었)"),
    ("unspecific", "clause", r"(?:맡는다|담당한다|주관한다|총괄한다|참석한다|방문한다|논의한다|협의한다|회담|축사|만난다|참여한다|열린다)[고며]?$"),
    ("unspecific", "clause", r"(?:발표|개최|의결|보고|주재|참석|방문|공개|점검)(?:하고|하며)$"),
    ("unspecific", "clause", r"없도록 하겠"),
    ("unspecific", "clause", r"최선을|힘을|박차를|노력|만전을|총력"),
    ("unspecific", "clause", _MONEY_ALONE),
    ("unspecific", "start", r"(?:이 (?:가운데|중) )?\d[\d,.천백십만억조 ]*(?:여 ?)?(?:원|달러|유로|엔|위안)(?:은|는|이|가)\s"),
)  # fmt: skip

KOREAN = VerbFinalGrammar(
    endings=compile_cues(_CUES),
    joins=re.compile(_JOINS),
    breaks=re.compile(_BREAKS),
    topics=re.compile(_TOPICS),
    spoken=frozenset({"pledge", "will", "plan"}),
    weak=re.compile(
        r"(?:(?<!시범 )운영|관리|참여|협력|노력|진행)(?:을|를)? ?(?:한다|하고|하며|된다|합니다|됩니다)[고며]?$|(?:마치|끝내)고$"
    ),
    outlined=frozenset({"plan", "shall", "announced"}),
    refusals=compile_refusals(_REFUSALS),
)
