"""How Japanese announcements promise: endings, joined clauses, and what is no promise."""

import re

from domain.reading.commitments.grammars.patterns import alternatives, compile_cues
from domain.reading.commitments.refusals import compile_refusals
from domain.reading.commitments.verb_final import VerbFinalGrammar
from domain.reading.findings import LeftOutReason

_ACTIONS = """
新設 増設 設置 開設 設立 創設 建設 整備 導入 実施 開始 拡大 拡充 強化 支援 支給 給付 免除 減免 無償化 義務化 禁止 廃止 撤廃 緩和 引き上げ 引き下げ 削減 縮小 増員 増額 採用 育成
養成 派遣 配置 配備 配布 提供 供給 発行 発売 販売 生産 量産 製造 開発 実用化 商用化 建造 運航 運行 就航 開業 開通 着工 完成 稼働 運用 移転 統合 改正 改定 制定 策定 公表 公開 指定 認定 選定
募集 確保 達成 実現 普及 促進 推進 転換 更新 改修 耐震化 補修 補助 助成 融資 投資 調達 購入 買い取り 受け入れ 締結 参加 加盟 拠出 供与 寄付 植林 再生 復旧 復興 接種 検査 調査 監視 点検 公募 発注 提出 申請
半減 倍増 増産 減産 輸出 輸入 誘致 開催 延長 短縮 前倒し 一元化 デジタル化 自動化 電化 脱炭素化 国産化 上場 買収 出資 連携 協力 交換 承認 発足 設計 打ち上げ 投入 切り替え
""".split()
_STEMS = "増や 減ら 広げ 設け 進め 始め 引き上げ 引き下げ 高め 抑え 建て 植え 置 開 造 作 取り替え 改め 定め 下げ 上げ 伸ば 延ば 整え 届け 受け入れ 買い取 切り替え 打ち上げ 立ち上げ 育て 築 移 配 支え 無くな なく 加え 充て 贈 敷".split()
_ANY_ACTION = alternatives(_ACTIONS)
_ANY_STEM = alternatives(_STEMS)
_PLAIN = rf"(?:(?:{_ANY_ACTION})(?:を)?(?:する|させる|行う|始める)|(?:{_ANY_STEM})[るすくうぐむつ])"
_POLITE = rf"(?:(?:{_ANY_ACTION})(?:を)?(?:します|いたします|行います|始めます|してまいります|することとします|することとしました)|(?:{_ANY_STEM})(?:ます|します|きます|ります)(?!た))"
_AGREEMENTS = r"(?:協定|協約|契約|覚書|合意書|基本合意書|条約|議定書|共同声明|宣言|ＭＯＵ|MOU|パートナーシップ)(?:（[^）]{1,12}）)?[」』]?"

_CUES = {
    "plan": r"(?:[るうくすつむぐぬぶ](?:という)?|の)(?:方針|計画|予定|考え|構え|構想|目標)(?:だ|です|である|で、|を(?:固め|掲げ|設定|定め|明らか|示|決め|発表|表明|打ち出|盛り込|まとめ)[^、。]{0,6}|としている|という|。|と(?:発表|表明)[^、。]{0,6})",
    "aim": r"(?:を|ことを)?(?:目指す|目指し、|目指している|目指します)|を目標(?:に|と)(?:掲げ|する|した|定め)[^、。]{0,6}|(?:する|こと)(?:が|を)?目標(?:だ|です|に|と)[^、。]{0,6}",
    "agreed": r"ことで(?:[^、。]{0,12})?(?:合意|一致|約束)[^、。]{0,6}|ことを(?:決め|決定|約束|確認|表明|発表|閣議決定)[^、。]{0,6}|ことに(?:した|なった|決めた)|こととし(?:た|ました|ます|ている)|こととする|ことに合意[^、。]{0,6}",
    "sign": rf"{_AGREEMENTS}(?:を|に|も)(?:[^、。]{{0,6}})?(?:締結|結ん|結び|署名|調印|交わし|取り交わ)[^、。]{{0,6}}",
    "founded": r"(?:設立|設置|開設|創設|発足|新設)(?:した|しました|させた)",
    "announced": rf"{_PLAIN}と(?:[^、。]{{0,12}})?(?:発表|表明|明らかに|述べ|説明|して(?:いる|います)|した|しました)[^、。]{{0,6}}",
    "shall": rf"(?:{_POLITE}|{_PLAIN})(?=。|$|（)|(?:を義務付ける|に乗り出す|に踏み切る|が始まる|に入る)(?=。|$)",
    "outline": rf"{_PLAIN}(?=[^。、]{{0,20}}(?:内容|計画|戦略|対策|方策|法案|改正案|指針|工程表|パッケージ|政策)[^。]{{0,14}}(?:発表|決定|公表|まとめ|盛り込|策定))",
}
_JOINS = rf"(?:(?:{_ANY_ACTION})(?:を)?(?:し|して|するとともに|するほか|すると同時に|した上で|したうえで)|(?:{_ANY_STEM})(?:し|り|き|て|るとともに|るほか)?)、"
_BREAKS = r"(?:だった|であった|でした|いる|した|った|れた|ました|んだ|述べた|と語り|話し)(?:。|、|$)"
_TOPICS = r"(?:[^、。]{1,25}(?:は|が)、?)(?:\d{1,2}日、|同日、)?"
_REFUSALS: tuple[tuple[LeftOutReason, str, str], ...] = (
    ("denied", "clause", r"ない|否定|ません|見送"),
    ("denied", "sentence", r"(?:考えていない|予定はない|計画はない|方針はない|事実ではない|否定した|ありません|含みません)"),
    ("considered", "clause", r"検討|可能性|協議(?:する|を)|議論する|か(?:どうか|否か)"),
    ("conditional", "clause", r"場合(?:に|は|、)|(?:すれ|なれ|あれ|けれ)ば|(?:した|った)ら、|を条件"),
    ("demanded", "sentence", r"べきだ|求めた|求めている|要望|要求した|訴えた|必要がある|提言した|批判した"),
    ("forecast", "sentence", r"見通し|見込(?:み|む|まれ)|予想|推計|予測|懸念|とみられ|とみている"),
    ("past", "clause", r"昨年|前年|昨年度|前年度|先月|かつて|従来"),
    ("unspecific", "clause", r"(?:担う|担います|出席する|訪問する|会談する|努める|図る|取り組む|説明する|開催する|参加する)$|計上|盛り込"),
)  # fmt: skip

JAPANESE = VerbFinalGrammar(
    endings=compile_cues(_CUES),
    joins=re.compile(_JOINS),
    breaks=re.compile(_BREAKS),
    topics=re.compile(_TOPICS),
    spoken=frozenset(),
    weak=re.compile(r"(?:運用|参加|協力|連携|推進|強化|支援)(?:を)?(?:する|します|行う|行います)$"),
    outlined=frozenset({"plan", "shall", "announced"}),
    refusals=compile_refusals(_REFUSALS),
)
