"""What lines of pages and of releases say that tells their role, as patterns for a whole line, in any case."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from domain.reading.document import BlockRole
from domain.reading.layout.tables import alternatives

BOILERPLATE = r"""
[^.\d\n|>»›]{2,30}(?: [>»›] [^.\d\n|>»›]{2,30})+$
[^.\d\n|>»›]{2,30}(?: [>|»›] [^.\d\n|>»›]{2,30}){2,}$|\((?:US)?\$1 = .*\)$|\(release id.*|◎|이 보도자료는 공공누리
본 저작물은|本文ここまで
read more|also read|read also|see also|more on this
related(?: (?:articles?|news|stories|links|content|topics|posts))?:?$|recommended|you may also
most (?:read|viewed|popular)|latest news|trending|subscribe|sign up|log ?in\b|newsletter|follow us
share (?:this|on|via|article|page)|share:?$|tags?:|topics?:|keywords?:|copyright|\(c\) ?\d{4}|© ?
all rights reserved|cookies?\b|we use cookies|this (?:web)?site uses|accept (?:all )?cookies|privacy policy
terms of (?:use|service)|advertisement|sponsored|skip to|menu$|home ?[>»/|]|home$|search$|back to (?:top|news)
print(?: this)?(?: page)?$|download (?:the )?(?:pdf|app)|click here|comments?(?: \(\d+\))?$
leave a (?:comment|reply)|report a problem|next article|previous article|view (?:original|gallery|comments)
listen to this|\d+ min(?:ute)?s? read|facebook$|twitter$|whatsapp$|x$|email$|facebook\b.*\btwitter\b
enable javascript|help us improve|is this page useful|breaking news|lire aussi|à lire aussi|lire la suite|partager
abonnez-vous|tous droits réservés|s'abonner|articles? liés|lesen sie auch|mehr zum thema|auch interessant|teilen$
drucken$|newsletter abonnieren|alle rechte vorbehalten|zum thema|lea también|lea tambien|compartir|suscríbase
todos los derechos|무단 ?전재|저작권자|<저작권|ⓒ|제보는|관련 ?기사|관련기사|많이 본|좋아요|댓글|구독|공유하기
기사 ?제보|카카오톡|네이버에서|본문 ?바로가기|인쇄$|목록$|이전글|다음글|글자 ?크기|▶|無断転載|関連記事|関連リンク
シェア|フォロー|会員限定|この記事は|続きを読む|ページの先頭|本文へ|著作権
"""

BACKGROUND = r"""
notes? (?:to|for) (?:the )?(?:editors?|media|press|journalists)|editors?['’]? notes?
background(?: (?:information|notes?))?|[(\[]?(?:ends?|끝|fin|ende|完)(?:[/ ][^.]{0,40})?[)\]]?\.?|-+ ?ends? ?-+
#{2,}|-30-|\*{3,}
(?-i:About|ABOUT) (?:the |us\b)?(?-i:[A-Z])[^.!?]{0,60}
further information|more information|additional information|for more information|quick facts|key facts
facts and figures|associated links|related (?:links|products)|contacts?|media contacts?|press (?:contacts?|office)
hintergrund(?:information(?:en)?)?|zum hintergrund|über (?:das|die|den) [^.!?]{0,60}|pressekontakt|kontakt
weitere informationen|contexte|à propos(?: d[^.!?]{0,60})?|note aux (?:rédactions|éditeurs)
notes? à l'intention des (?:rédacteurs|médias).{0,20}|contacts? presse|pour en savoir plus|pour plus d'informations
faits en bref|en bref|rappel|antecedentes|notas? para (?:los )?(?:editores|redactores)|más información|contacto
참고 ?자료|참고|[<\[]?(?:붙임|별첨).{0,40}|추진 ?배경|배경|문의처?|<참고>|\[참고\]
※ ?참고.{0,40}
背景|参考(?:資料)?|お問い?合わせ(?:先)?|問い?合わせ先|添付資料|参考情報|\(以上\)|以上|（以上）
"""

BYLINE = r"""
this (?:report|article|story) (?:by|was) .*
(?-i:[A-Z]{2,8}) by (?-i:[A-Z]).{2,40}|courtesy\W.{2,40}|(?-i:[a-z]{2,5})(?:[/-](?-i:[a-z]{2,5})){1,5}
\(?with (?:a )?reports? from .*|.{2,40} writers? .{2,60} contributed.*|\(?reportage .*
by (?-i:[A-Z])[\w.'’-]+(?: [\w.'’-]+){0,5}(?:,? [^.!?]{0,80})?|(?:by|editor|reporter|author|source): .{2,60}
(?:written|edited|compiled) by:? .{2,60}|\(?(?:reporting|report|editing|additional reporting|writing) by .*
translat(?:ed|or).{2,80}|staff reporter.{0,40}|(?-i:Par|Von|Por) (?-i:[A-ZÀ-Ý])[\w.'’-]+ [^.!?]{2,40}
[^\s@]{1,40}@[^\s@]{1,40}|[^@\n]{0,30} [^\s@]{1,40}@[^\s@]{1,40}
.{0,12}기자(?: ?=)?|[가-힣]{2,4} 기자.{0,60}|記者[:：]?.{0,20}|【?.{0,12}記者】?|文[・:：].{0,20}
"""

CAPTION = r"""
(?:pictured|caption|figure|video|légende|crédit|photo d'archives|fotografía)s?\b[^.\n]{0,25}?[:：/|=©].*
(?:(?:file )?(?:photo|image)|picture|imagen|infographic|graphic|foto|bild)s?\b[^.\n]{0,25}?(?:[:：/|=©]| by\b| credit).*
pictured .*|\[?\(?(?:사진|그래픽|이미지|자료사진|영상) ?[=:：/].*|△ ?사진.*
▲(?!.*\([^()]*(?:연내|반기|분기|[년월말]|까지)\)$).*
[(【\[]?(?:写真|画像|図|イメージ)[=＝:：].*|.*\((?:left|right|center|centre|l|r|c)\)[^.]*
.*\((?:AAP|AP|AFP|EPA|PTI|ANI|Reuters|File) ?(?:PHOTOS?|IMAGES?|pic)?[^)]{0,30}\)\s*
.*\((?:file|photo[^)]{0,40}|사진[^)]{0,30})\)\s*
"""

LABEL = r"""
(?-i:[A-Z])[^.!?\d]{2,50} (?:press|news|media) (?:release|statement)
보\s?도\s?(?:참\s?고\s?)?자\s?료|報道関係者各位|関係各位
n[°o]\.? ?\d+.{0,20}|(?:the )?(?:republic|kingdom|commonwealth) of [^.]{3,30}|이 (?:자료|보도자료)는 .{0,60}
released by\s?[:：].{0,120}|(?:배포|보도|제공|발표)\s?(?:일시|일자|시점|일)\s?\d{4}.{0,60}
20\d\d년 \d{1,2}월 \d{1,2}일\s?(?:\(.\))?\s?(?:배포|보도|발표)(?:자료)?
담당 ?(?:부서|자|과)\s.{0,60}
news from .{2,40}|the white house|briefing room|statements and releases|newsroom|fact sheet
.{0,40}\|\s?(?:press|news|media) (?:release|statement).{0,40}|.{2,20} 보도(?:참고)?자료|from (?-i:[A-Z]).{2,100}
joint (?:communiqué|declaration|press release|statement)|issued (?:at|by|in|on) .{2,120}
(?:the )?(?:rt\.? |right )?hon(?:ourable|\.)? (?-i:[A-Z])[\w'’-]+(?: [\w'’.-]+){0,4}|[A-Z\d]*\d+/[\w/.-]+
(?:press|news|media) (?:release|statement|advisory|notice|note|communiqué)s?(?: ?[-–|/:].{0,60}| no\.? ?\S+)?
for (?:immediate|release|publication).{0,60}|embargo.{0,80}|.{2,60} [-–|/] (?:press|news|media) (?:release|statement)
(?:joint )?(?:statement|announcement|speech|news|news story|press|official|government|politics|business|economy)
(?:from|published(?: on)?|date(?: published)?|release date|issued(?: on| by)?|posted(?: on)?|created)\.?\s?[:：].{0,120}
(?:(?:last |first )?(?:updated|published)|location|place|venue|media enquiries)\.?\s?[:：].{0,120}
(?:contact|tel|phone|e-?mail)\.?\s?[:：].{0,120}
(?:ref(?:erence)?|no|number|topic|category|section|subject)\.?\s?[:：].{0,120}
(?:department|organi[sz]ation|ministry|source)\.?\s?[:：].{0,120}
(?:type|language|country|region|delivered on)\.?\s?[:：].{0,120}
(?:from|published|updated|last updated|first published|issued|date|posted)
(?:(?:last |first )?(?:published|updated)|posted|issued|released|release date)(?: on| at| by)?:? \D{0,25}\d.{1,40}
(?:presse|medien)(?:mitteilung|information|meldung|erklärung).{0,60}
sperrfrist.{0,60}|meldung|.{2,60} [-–|] (?:pressemitteilung|communiqué(?: de presse)?)
(?:datum|ort|nummer|nr|stand|herausgeber|erschienen|veröffentlicht|ausgabejahr)\.?(?: am)?\s?(?:[:：]| \d).{0,60}
communiqué(?: de presse)?(?:[ :/|–-].{0,60})?|de\s?:\s.{0,80}|pour (?:diffusion|publication) immédiate.{0,40}
(?:publié|mis à jour|date|lieu|diffusé|paru)(?: le| à)?\s?[:：]? ?\D{0,20}\d.{0,40}
nota de prensa.{0,60}|comunicado(?: de prensa)?.{0,60}|fecha\s?:.{0,60}
para (?:su )?(?:publicación|difusión) inmediata
보도 ?(?:자료|참고자료|설명자료|해명자료)?(?:\s?[(（].{0,30}|\s?[-:：|].{0,60})?
(?:배포일?|배포 ?일시|보도 ?일시|보도 ?시점|보도|발표일?|작성일|등록일|게시일)\s?[:：|].{0,80}
(?:입력|수정|최종 ?수정|송고|승인|날짜|담당|담당 ?부서|담당자|책임자|발신|작성자)\s?[:：|].{0,80}
[(（]?(?:문의처?|お問い?合わ?せ先?|問い?合わせ先)\s?[:：）)].{0,80}
(?:조회수?|출처|자료 ?제공|제공|일시|장소|배포 ?즉시)\s?[:：|].{0,80}|(?:입력|수정|송고|등록|승인)\s?\d{4}.{0,60}
즉시 ?보도.{0,40}|배포 ?즉시.{0,40}|.{0,30}엠바고.{0,40}
報道発表(?:資料)?.{0,30}|プレスリリース.{0,60}|ニュースリリース.{0,40}|記者発表.{0,30}|報道資料.{0,20}
(?:発表日|公開日?|更新日?|掲載日|配信日?|日時|担当|発表|発信元|作成日)\s?[:：].{0,60}
(?:公開|更新|配信)日?\s?\d{4}.{0,40}
"""


def _whole(table: str, after: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(table)}){after}", re.IGNORECASE)


ROLES: Mapping[BlockRole, re.Pattern[str]] = MappingProxyType({
    "boilerplate": _whole(BOILERPLATE),
    "background": _whole(BACKGROUND, r"\s*[:：]?\Z"),
    "byline": _whole(BYLINE, r"\Z"),
    "caption": _whole(CAPTION, r"\Z"),
    "label": _whole(LABEL, r"\Z"),
})  # fmt: skip
"""Roles with the patterns of their lines, in the order in which they are tried; boilerplate by how a line begins."""
