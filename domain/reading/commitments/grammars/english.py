"""How English announcements promise: cues, ends of clauses, and what is no promise."""

import re

from domain.reading.commitments.clauses import Grammar
from domain.reading.commitments.grammars.english_verbs import NOUN_LIKE, VERBS
from domain.reading.commitments.grammars.patterns import alternatives, compile_cues
from domain.reading.commitments.refusals import compile_refusals
from domain.reading.findings import LeftOutReason

_ADVERB = (
    r"(?:also|now|then|soon|jointly|further|initially|together|again|first|in turn|each|both|all|either|eventually|"
    r"ultimately|instead|additionally|only|later|once again|in addition|therefore|thus|\w+ly)"
)
_ADVERBS = rf"(?:,? {_ADVERB}(?=[ ,]),?)*"
_DETERMINER = (
    r"(?:a|an|the|its|their|his|her|our|all|each|every|both|up|at least|at|about|around|more|some|another|any|this|these|"
    r"nearly|almost|over|to|for|on|with|out|back|new|additional|extra|\d|[$€£¥₩₹₦]|two|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|dozens|hundreds|thousands|half|an? |[A-Z])"
)
_PLAIN = [verb for verb in VERBS if verb not in NOUN_LIKE]
_VERB = rf"(?:(?:{alternatives(_PLAIN)})\b|(?:{alternatives(NOUN_LIKE)})\b(?=(?:,? (?:{_DETERMINER}))))"
_ITEM = "(?i:" + alternatives(verb for verb in VERBS if len(verb) > 2) + ")"  # noqa: PLR2004
_PARTICIPLE = (
    r"(?:\w{2,}ed|built|rebuilt|set|put|made|given|brought|cut|begun|sent|held|paid|met|spent|sold|bought|taught|taken|shut|laid|"
    r"drawn|sunk|sown|sworn|written|chosen|hung|lent|fed|led|grown|withdrawn|overseen|fit|split|spread|wound)"
)
_AGREEMENTS = (
    r"(?i:deals?|agreements?|accords?|memorand(?:um|ums|a)|MoUs?|MOUs?|contracts?|pacts?|treat(?:y|ies)|letters? of intent|"
    r"protocols?|partnerships?|compacts?|covenants?|framework|arrangements?|concordats?|charters?|declarations?|undertakings?)"
)
_BODIES = (
    r"(?:[Ff]unds?|[Aa]genc(?:y|ies)|[Cc]ent(?:re|er)s?|[Cc]ouncils?|[Cc]ommittees?|[Tt]ask ?[Ff]orces?|[Cc]ommissions?|[Ii]nstitutes?|"
    r"[Aa]uthorit(?:y|ies)|[Oo]ffices?|[Uu]nits?|[Ff]acilit(?:y|ies)|[Hh]ubs?|[Aa]cadem(?:y|ies)|[Nn]etworks?|[Aa]lliances?|"
    r"[Pp]latforms?|[Pp]ortals?|[Hh]elplines?|[Hh]otlines?|[Bb]od(?:y|ies)|[Cc]orporations?|[Pp]anels?|[Bb]oards?|[Ww]orking [Gg]roups?|"
    r"[Cc]oalitions?|[Cc]onsorti(?:um|a)|[Jj]oint [Vv]entures?|[Ss]ecretariats?|[Oo]bservator(?:y|ies)|[Ll]aborator(?:y|ies)|[Oo]mbudsman|"
    r"[Cc]ampus(?:es)?|[Pp]arks?|[Rr]egist(?:er|ry)|[Dd]atabase)"
)
_WORDS = r"(?:[^\s,;.]+ ){0,8}?"
_NOUNS_OF_PLAN = (
    r"(?:plans?|proposals?|scheme|programmes?|programs?|projects?|initiatives?|packages?|drive|strateg(?:y|ies)|pledges?|promises?|"
    r"commitments?|deal|agreement|contract|goals?|targets?|aims?|objectives?|missions?|roadmap|road map|ambition|order|"
    r"fund|facility|decision|call|campaign|bill|law|mandate)"
)
_BE = r"(?:is|are|'s|’s|'re|’re)"
_PROMISE = (
    r"(?:agree|promis|pledg|commit|vow|plan|intend|aim|seek|hop|propos|offer|undert|decid|resolv|guarantee|vot)\w*"
)
_RETRACT = (
    r"(?:scrap(?:s|ped|ping)|abandon(?:s|ed|ing)|drop(?:s|ped|ping)|shelv(?:es|ed|ing)|withdr(?:aws|ew|awn|awing)|cancel(?:s|led|ed)|axe[sd]|"
    r"ditch(?:es|ed)|revoke[sd]|retract(?:s|ed)|renege[sd] on|back(?:s|ed) (?:away from|out of|down from)|g(?:ave|iven) up(?: on)?|"
    r"walk(?:s|ed) away from|pull(?:s|ed) out of|call(?:s|ed) off|reject(?:s|ed)|veto(?:es|ed))"
)
_RETRACTED = r"(?:scrapped|abandoned|dropped|shelved|withdrawn|cancell?ed|axed|ditched|revoked|retracted|given up|called off|rejected|vetoed)"

_CUES = {
    "denial": (
        rf"\b(?:will|would|shall|do|does|did|has|have|had|{_BE})(?: \w+ly)? (?:not|never|no longer)\b"
        r"|\b(?:won|wouldn|don|doesn|didn|isn|aren|hasn|haven)['’]t\b"
        r"|\b(?:no|not any|without any) (?:such |current |immediate |new )?(?:plans?|intention|proposal|request|decision)\b(?: (?:to|of|for))?"
        r"|\bnever (?:said|promised|claimed|stated|announced|pledged)(?: that)? (?:[^\s,;.]+ ){1,4}?(?:will|would)\b"
        rf"|\b(?:(?:has|have|had) )?neither [^,;.]{{1,60}}? nor(?= {_PROMISE})|\b(?:never|no longer)(?= {_PROMISE})"
        rf"|\b(?:(?:has|have|had) yet|fail(?:s|ed)|refus(?:es|ed|ing)|declin(?:es|ed|ing)) to(?= {_PROMISE})"
        rf"|\b{_RETRACT} (?:[^\s,;.]+ ){{0,4}}?{_NOUNS_OF_PLAN}(?: (?:to|of|for))?\b"
    ),
    "possible": r"\b(?:could|may|might)\b(?! \d)(?= [a-z])",
    "allowed": r"\bcan(?= [a-z])",
    "demand": r"\b(?:should|ought to)\b|\bmust be (?:given|granted|allowed|offered|paid|compensated|heard|consulted|protected|treated)\b(?![^.;]*\d)",
    "rule": rf"\b(?:has|have|was given|were given|(?:has|have) been given) until [^,.;]{{3,30}}? to\b(?= [a-z])|\b(?:must|shall|{_BE} (?:now )?(?:required|obliged|ordered) to|(?:will|would) (?:now )?(?:have to|be (?:required|obliged) to))\b(?= [a-z])",
    "with": r"\bwith (?:the |a |an )?(?:first|remaining|rest|last|second|remainder|others?|another|further|final|half|most|all)\b[^,;.]{0,60}? (?:to|due to|expected to|scheduled to|set to)(?= [a-z])",
    "future": rf"\b(?:will|['’]ll)\b{_ADVERBS}(?= [a-z])",
    "would": rf"\bwould\b{_ADVERBS}(?= [a-z])",
    "planned": rf"{_BE.replace('(?:is', '(?:is|has|have been', 1)}{_ADVERBS} (?:to(?= [a-z])|due to(?= [a-z])|(?:set|scheduled|slated|planned|meant|intended|designed|poised|about|going|projected) to)\b",
    "was_due": r"\b(?:was|were) (?:due|set|scheduled|to)(?: to)?(?= [a-z])",
    "expected": rf"{_BE}{_ADVERBS} expected to(?= (?:(?:be )?(?:open|beg[iu]n|start|complete|finish|launch|deliver|roll off|come on stream|go on sale|commission|publish|introduce|resume|conclude)(?:e?d)?|be (?:ready|operational|in (?:place|service|use|operation)|built)|take effect|come into|enter into|go live|arrive)\b)",
    "likely": rf"{_BE}{_ADVERBS} (?:expected|likely|estimated|forecast|anticipated|predicted|believed) to\b",
    "aim": (
        r"(?<!\bas it )(?<!\bas they )\b(?:plans?|aims?|intends?|seeks?|hopes?|wants?|targets?|proposes?|promises|pledges|vows|undertakes|commits|agrees|"
        r"resolves|commit|pledge|promise|vow|agree|undertake|resolve|looks?|strives?|endeavou?rs?|vies|bids)(?: jointly| together| also)? to\b(?= [a-z])"
        r"|\b(?:is|are) (?:also |now )?(?:planning|aiming|intending|seeking|hoping|looking|targeting|preparing|working|committed|determined|pledged|poised) to\b(?= [a-z])"
    ),
    "agreed": (
        rf"\b(?:has |have |had )?{_ADVERB}? ?(?:agreed|voted|promised|pledged|vowed|committed(?: itself| themselves)?|undertaken|decided|resolved|undertook|offered|"
        r"guaranteed|planned|intended|volunteered|opted|proposed|sworn|signed up|moved)(?: jointly| on \w+day| \w+day| today)?(?: not)? to\b(?= [a-z])"
    ),
    "goal": (
        r"\b(?:set|sets|setting|adopted|adopts|announced|unveiled|approved|fixed|has|have)(?: itself| himself| themselves| out)? (?:a|an|the|its|their|his|her|new)\s(?:[\w-]+ ){0,3}?"
        r"(?:goal|target|aim|objective|ambition)s? of\b"
        r"|\btarget(?:s|ing)? (?=\w+ing\b|(?:a|an) [\w-]+ (?:cut|reduction|increase|rise)|\d)|\b(?:aims?|aimed|aiming) (?:at|for)\b"
        r"|\bwith (?:the|an?) (?:\w+ )?(?:aim|goal|target|objective|view) (?:of|to)\b|\bcommit(?:ted|s|ment)? to(?= \w+ing)"
        r"|\b(?:goal|target|aim|objective|ambition) is (?:to(?= [a-z])|(?=\w+ing|\d))|\bplans? (?:on|for)(?= \w+ing| \d| an? )|\bwants? (?=\d|at least|up to|half|all )"
    ),
    "sign": (
        rf"\b(?:signed|signs|inked|inks|sealed|struck|concluded|reached|finali[sz]ed|entered into|clinched|exchanged|initialled|awarded|secured) {_WORDS}{_AGREEMENTS}\b"
        rf"|(?<=[Uu]nder )(?:an?|the) (?:\w+ )?{_AGREEMENTS} (?:of \w+ )?(?:signed|reached|struck|concluded)(?: on \w+day| today)? (?:with|between)\b"
        rf"|(?<![Tt]he )(?<![Tt]his )\b{_AGREEMENTS} (?:[^\s,;.]+ ){{0,6}}?(?:was|were|has been|have been) (?:also )?(?:signed|inked|concluded|reached|finali[sz]ed|sealed|exchanged|awarded)\b"
        r"|\b(?:agreed|agree) (?:on|upon|with)\b|\b(?:partnered|teamed up|joined forces) with\b"
    ),
    "order": (
        r"\b(?:ordered|instructed|directed|tasked|mandated|required|obliged|orders|instructs|directs|requires|ordering|instructing|directing|requiring|obliging) (?:[^\s;.]+ ){1,12}?to\b(?= [a-z])"
        r"|\b(?:was|were|has been|have been) (?:also )?(?:assigned|instructed|ordered|directed|tasked|mandated|told) to\b(?= [a-z])"
        r"|\bplaced (?:an |a \w+ )?orders? (?:for|of)\b|\bordered (?=\d)"
    ),
    "figured": (
        r"\b(?:pledged|promised|committed|announced|unveiled|guaranteed|authori[sz]ed|commissioned|pledges|promises|announces|plans?) "
        r"(?:(?:an?|up to|at least|more than|some|a total of|another|over|about|nearly) )?(?:(?:extra|additional|further|new) )?(?=\d)"
    ),
    "provided": (
        r"\b(?:plan|programme|program|strategy|agreement|deal|law|bill|package|road ?map|scheme|accord|decree|policy|budget|memorandum|protocol)s? "
        r"(?:also )?(?:provides for|envisages|foresees|includes|commits (?:\S+ ){1,6}?to)\b"
    ),
    "listed": r"(?:(?<=[•●▪◦*] )|(?<=\n[-–] ))(?=(?:(?:up to|at least|more than|over|an? additional|another) )?\d)",
    "founded": (
        r"\b(?:announced|approved|authori[sz]ed|confirmed|proposed) the (?:creation|establishment|formation|setting[ -]up|launch|opening) of\b|"
        rf"\b(?:launched|established|created|set up|founded|formed|inaugurated|unveiled|announced|introduced|launches|establishes|creates|sets up) (?:(?:a|an|the|its|their|two|three|four|five|new|\d+) ){_WORDS}{_BODIES}\b"
        rf"|\b{_BODIES} (?:has|have) (?:now |also )?been (?:launched|established|created|set up|founded|formed|inaugurated)\b"
    ),
    "approved": (
        r"\b(?:approved|announced|authori[sz]ed|cleared|endorsed|greenlighted|ordered|gave the go-ahead for|gave the nod to|flagged off|broke ground on|kicked off|commenced|okayed|ratified|backed|gave the green light to|confirmed) "
        r"(?:(?:the|a|an|plans? for|its|their) )?(?:\w+ )?(?:\w+ing(?= of)|construction|purchase|procurement|building|creation|establishment|opening|recruitment|"
        r"hiring|expansion|extension|installation|deployment|introduction|launch|rollout|development|replacement|acquisition|abolition|closure|"
        r"ban|increase|reduction|rise|cut|freeze|moratorium|halt|waiver)\b(?: (?:of|on|in|for|to))?"
    ),
    "start": (
        r"(?<!\bto )\b(?:takes? effect|comes? into (?:force|effect)|enters? into (?:force|effect)|goes? into (?:force|effect)|becomes? effective|"
        r"(?:takes? up|assumes?) (?:the|his|her|their) (?:\w+ )?(?:post|office|role|position|duties|seat|job)|takes? office|steps? down|"
        r"(?:starts?|begins?|opens?|reopens?|applies|apply|kicks? off|goes? live|runs?) (?=(?:from|on|in|next|this) ))"
    ),
    "present": (
        r"\b(?:law|bill|decree|act|rules?|regulations?|directive|ordinance|order) (?:raising|lowering|cutting|banning|extending|limiting|introducing|"
        r"abolishing|capping|prohibiting|increasing|reducing|allowing|setting)\b|"
        r"(?<!\bto )(?<!\band )\b(?:bans|raises|cuts|extends|lowers|caps|introduces|abolishes|imposes|sets|increases|reduces|goes up|rises|falls|drops|climbs|ends|"
        r"replaces|limits|prohibits|phases out|scraps|doubles|expires?|becomes?|obliges)\b(?= )"
        r"(?! (?:is|are|was|were|will|would|has|have|had|of|and|or|that|which|to be)\b)"
    ),
    "changed": (
        r"(?<!\bto )(?<!\bbe )\b(?:lowered|raised|cut|increased|reduced|extended|banned|lifted|imposed|scrapped|abolished|introduced|doubled|capped|suspended|"
        r"waived|froze|approved|adopted|appointed|named|fixed|set|halved|tightened|eased|postponed)\b"
        r"(?=[^;\n]{3,140}\b(?:effective|with effect from|starting|beginning|from|as of|until) (?=[A-Z\d]|next|this|the (?:start|beginning|end)|immediately))"
    ),
    "progress": (
        rf"{_BE} (?:now |also |jointly |currently )?(?:launching|opening|building|introducing|recruiting|hiring|setting up|creating|"
        r"establishing|expanding|extending|raising|cutting|banning|scrapping|abolishing|doubling|tripling|deploying|rolling out|adding|"
        r"training|replacing|planting|constructing|installing|buying|ordering|upgrading|offering|waiving|freezing|lifting)\b(?= )"
    ),
    "nominal": (
        r"(?:(?<=[•●▪◦*] )|(?<=\n[-–] ))(?i:(?:the |an? )?(?:creation|construction|establishment|recruitment|opening|introduction|launch|installation|rollout|roll-out|"
        r"expansion|extension|abolition|training|purchase|replacement|upgrade|renovation|rehabilitation|provision|delivery|deployment) of)\b"
    ),
    "purpose": rf"(?<! and) to (?={_VERB})",
    "item": rf"(?:(?<=[•●▪◦*] )|(?<=\([a-z\d]\) )|(?<=\n[-–] )|(?<=\d[.)] ))(?={_ITEM}\b)",
}

_STARTS = (
    r"[;:] |, (?:and|but|while|whereas|as|so|adding|noting|although|though) |, (?=(?:the|a|an|its|which|who|it|he|she|they|we) )| (?:and|but) (?:that )?"
    r"(?!(?:\w+s (?:will|would|shall|are)|[A-Z]\w+ are) (?:to |be )?[a-z])|"
    r"\bthat | (?:while|which|who|whom|where|because|whereby|when|as) |\b(?:said|says|announced|added|told \w+|stated|noted|confirmed|promised|pledged) (?:that )?|"
    r" [–—-] |, "
)
_REPORT = r"(?:said|says|told|announced|stated|added|remarked|explained|declared|confirmed|noted|disclosed|revealed|reported|according|pointed|stressed|emphasi[sz]ed|indicated|wrote|tweeted|posted|informed|hailed|described|citing)"
_ENDS = (
    rf"[;:](?=\s)| [–—] | - |, (?:which|who|whose|where|while|whereas|but|as|because|after|according|so|he|she|it|they|although|though|adding|noting|citing|describing|"
    rf"saying|bringing|making|under (?:an?|the)|twice|double|triple|(?:\w+ )?times|up from|compared|said|says|added|announced)\b|, [^,;.]{{1,120}}? (?:has |have )?{_REPORT}\b|, (?:has |have ){_REPORT}\b|"
    rf" (?:while|because|although|whereas|so that)\b|, (?:and|or) (?=(?:the|a|an|its|their|[A-Z]))| and (?:that|said|is|are|will|would|(?:has|have) \w+ed)\b|, including\b(?![^.;]*, (?:by|before|in|from|within|until) )|, with (?!effect)|[“”\"]"
)
_NEVER = (
    r"\s*(?:be |also |now |then |jointly )*(?:cost|total|amount to|remain|depend|mean|know|need|want|like|bear|consist|comprise|account for|expire|"
    r"visit|travel to|attend|speak|find the (?:rest|remainder|balance)|(?:cover|meet|bear|foot) the (?:rest|remainder|balance|cost|bill)|be (?:channell?ed|directed|routed)|meet (?:with|his|her|their|in)|discuss|debate|consider|examine|study|vote|deliver (?:a|an|the) (?:speech|keynote|address)|hold (?:\w+ ){0,3}?(?:talks|meetings?|briefing|press conference)|"
    r"be (?:financed|funded|discussed|debated|led|chaired|managed|implemented|overseen|supervised|coordinated|carried out|"
    r"administered|fed|run|operated|responsible|based|located|considered|part of|asked|decided|worth|headed|monitored|spent|paid for|covered by|"
    r"known|seen|remembered|followed by|made up|the (?:first|nodal|largest|biggest|lead|main|only)|a (?:key|major|big|great|game))|act as|serve as|oversee|chair|head|"
    r"coordinate|manage (?:the|it|this)|implement (?:the|it|this)|administer|run (?:the|it|this)|operate (?:the|it|this)|lead (?:the|it|this)|have (?:a |an )?(?:total|cost|budget|\w+ powers)|take place|"
    r"carry out (?:the|it|this)|continue to|work (?:with|closely|together)|welcome|advise|use it|"
    r"begin to|try|feel|enjoy|think|look|pay (?:itself|the price)|follow\b|become clear|be announced|have been|have to|still)\b"
)
_WEAK = (
    r"\s*(?:also |now |then |jointly )*(?:be (?!\w+ed\b|built|set up|put|made|given|taken|cut|bought|sent|paid|opened|held|laid)|get|have|see|go (?:to|toward|towards|on|ahead)|come|help|benefit|last|ask|support (?:the|our)|take part|participate|apply|"
    r"stay|become|boost|improve|strengthen|enable|allow|ensure|make|bring|mean|contribute|serve|promote|enhance|include|involve|focus|seek|look|continue)\b"
)

_REFUSALS: tuple[tuple[LeftOutReason, str, str], ...] = (
    ("denied", "cue", "denial"),
    ("conditional", "cue", "possible"),
    ("demanded", "cue", "demand"),
    ("forecast", "cue", "likely"),
    (
        "denied",
        "before",
        r"\b(?:den(?:y|ied|ies|ying)|dismiss(?:ed|es|ing)?|reject(?:ed|s|ing)?|rul(?:ed|es|ing) out|refut(?:ed|es|ing)|rebuffed|false|untrue|no (?:such )?(?:plans?|proposal|intention))\b",
    ),
    (
        "considered",
        "before",
        r"\b(?:whether|ask(?:ed|s|ing)? (?:if|whether|about)|considering|considers|reviewing|studying|exploring|mulling|weighing|examining|assessing|looking (?:at|into)|discussing|consult(?:ing|ation)|in talks|negotiating|rumou?rs?|speculation|proposal from)\b",
    ),
    (
        "conditional",
        "sentence",
        r"(?-i:\b(?:Had|Were|Should)) (?:(?:the|a|an|its|their) )?\w+ [^,;.]{1,80}, |\b(?:if|unless|provided that|as long as|only go ahead|would only|will only|in the event|in case|depending on|once (?:adopted|approved|passed)|should (?:the|it|they))\b",
    ),
    (
        "conditional",
        "verb",
        r"\s*(?:have (?:been|to)|need|like|mean|be (?:wrong|better|hard|difficult|good|a mistake))\b",
    ),
    (
        "demanded",
        "before",
        r"\b(?:urg(?:ed|es|ing)|call(?:ed|s|ing)? (?:on|for)|demand(?:ed|s|ing)|appeal(?:ed|s)? (?:to|for)|insist(?:ed|s)|want(?:s|ed) (?:the|it|them)|lobb(?:ied|ying)|petition(?:ed)?|advised|recommend(?:ed|s)|suggest(?:ed|s))\b",
    ),
    (
        "demanded",
        "sentence",
        r"\b(?:critics?|campaigners?|activists?|opponents?|detractors|sceptics|skeptics|lobbyists|opposition|shadow (?:minister|secretary|chancellor)|trade unions?|workers['’] union|Labou?r Congress)\b",
    ),
    (
        "forecast",
        "before",
        r"\b(?:expects?|(?<!is )(?<!are )expected|expecting|forecast(?:s|ed)?|predict(?:s|ed)?|project(?:s|ed)|estimat(?:es|ed)|anticipat(?:es|ed)|warn(?:s|ed)|claim(?:s|ed)|fear(?:s|ed)?|analysts?|economists?|likely|believes?|threaten(?:s|ed|ing))\b",
    ),
    (
        "forecast",
        "clause",
        (
            r"\b(?:demand|sales|population|GDP|growth|inflation|economy|output|prices?|temperatures|sea(?: levels?)?|deficit|debt|market)\b[^,;]{0,60} (?:will|would) "
            r"(?:peak|rise|fall|grow|reach|hit|drop|decline|climb|slow|average|exceed|shrink|expand|total|recover|remain)\b"
        ),
    ),
    (
        "forecast",
        "verb",
        r"\s*(?:leave|lose|hurt|harm|kill|destroy|threaten|damage|push|plunge|vanish|disappear|collapse|flood|worsen|suffer|die|drown|starve)\b",
    ),
    (
        "unspecific",
        "verb",
        r"\s*(?:celebrate|thank|strike|walk out|go to the polls|remember|host (?:\w+ ){0,4}?(?:summit|conference|forum|meeting|talks|workshop|games?|cup))\b",
    ),
    ("considered", "before", r"\b(?:say|said|decide|decided|clear|known) (?:when|whether|how|if)\b"),
    (
        "forecast",
        "before",
        r"\b(?:scientists?|researchers?|experts?|forecasters|meteorologists) (?:(?:at|of|from) [^,;]{2,40}? )?(?:say|said|says|project|reckon)\b|\b(?:study|report|survey|poll)s? (?:found|finds|shows?|suggests?|says|said)\b",
    ),
    ("past", "sentence", r"\bbut [^.;]{0,40}\bonly (?:\d|half|a )|, falling short|remain unfulfilled"),
    ("denied", "clause", r"\bno (?:[a-z]+ ){1,3}(?:will|would)\b"),
    (
        "denied",
        "start",
        rf"\W*(?:[^\s,;.]+ ){{0,4}}?{_NOUNS_OF_PLAN} [^,;]*\b(?:was|were|(?:has|have|had) (?:now |since )?been) (?:\w+ly )?{_RETRACTED}\b",
    ),
    (
        "past",
        "clause",
        r"\b(?:last (?:year|month|week|decade|summer|winter|spring|autumn)|years? ago|months? ago|previously|before the election|originally|had (?:been )?(?:promised|planned|pledged|hoped|vowed)|earlier (?:this|in)|miss(?:ed|ing) (?:a|the|its)|failed to)\b",
    ),
    (
        "past",
        "before",
        r"\b(?:used to|(?:was|were) (?:supposed|meant)|previous(?:ly)? (?:government|promised|pledged))\b",
    ),
    ("unspecific", "verb", _NEVER),
)

_CONJUNCTIONS = (
    (
        r"\s*(?:be|being|been)\b",
        (
            rf",? and (?:then |later |fully |be )?(?={_PARTICIPLE}\b)(?![^,;.]*? by (?:the|a|an|its) [^,;.]*$)(?=[^,;.]*\b(?:by|in|within|before|from|\d))"
            rf"| and (?=(?:the |all )?\d[\d,.]* [^,;.]{{3,80}}?\b{_PARTICIPLE}\b)"
        ),
    ),
    (
        r"\s*(?!(?:bring|ring|spring|swing)\b)\w+ing\b",
        r",? and (?:to )?(?=\w{2,}ing\b)(?!\w*(?:building|housing|training|funding|planning|engineering|spring|during|including|existing|manufacturing|farming|learning|nursing|mining) )|, (?=\w{3,}ing (?:the|a|an|\d)[^,]*, )",
    ),
    (
        r"",
        (
            rf",? and (?:{_ADVERB} )?(?={_VERB})(?!\w+ (?:it|them|what|this|these|those|how)\b)|,? and to (?:{_ADVERB} )?(?={_ITEM}\b|[a-z]+i[sz]e )|"
            rf",? and (?:then )?(?=be (?:\w+ed|built|set)\b)|,? and (?=have (?:at least |about |up to |more than |over |some )?\d)|, (?:to )?(?={_VERB})(?=[^,;.]{{3,120}}(?:,| and ))"
        ),
    ),
)

ENGLISH = Grammar(
    cues=compile_cues(_CUES),
    starts=re.compile(_STARTS),
    ends=re.compile(_ENDS),
    conjunctions=tuple((re.compile(form), re.compile(joint)) for form, joint in _CONJUNCTIONS),
    refusals=compile_refusals(_REFUSALS, re.IGNORECASE),
    deniable=frozenset({"aim", "agreed", "goal", "figured"}),
    inner=frozenset({"purpose", "founded", "sign", "approved", "order", "start", "progress", "present", "changed"}),
    plain=frozenset({"future", "would", "planned", "expected"}),
    weak=re.compile(_WEAK),
    unsplit=frozenset(
        {"nominal", "allowed", "rule", "sign", "founded", "denial", "possible", "demand", "with", "start"}
    ),
)
