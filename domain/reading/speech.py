"""Verbs of saying, by which speakers are known."""

SPEECH_VERBS = frozenset(
    "alleged said says say told tells stated states remarked added adds noted notes explained explains announced "
    "announces "
    "commented comments argued argues warned warns insisted insists stressed stresses emphasised emphasized declared "
    "declares replied wrote writes claimed claims confirmed confirms promised vowed pledged concluded continued "
    "observed recalled admitted acknowledged urged called asked reiterated revealed disclosed assured cautioned "
    "maintained affirmed saying adding quipped joked testified estimated estimates reported posted tweeted lamented "
    "complained countered responded welcomed underlined underscored highlighted "
    "dit déclaré déclare annoncé indiqué indique expliqué explique affirmé affirme ajouté ajoute souligné souligne "
    "précisé précise estimé estime assuré assure rappelé rappelle promis jugé juge averti prévenu confié conclu salué "
    "martelé plaidé regretté dénoncé commenté insisté "
    "sagte sagt erklärte erklärt betonte betont teilte mitteilte fügte ergänzte forderte fordert warnte warnt "
    "kritisierte kritisiert kündigte versprach lobte begrüßte meinte unterstrich bekräftigte so "
    "dijo dice afirmó afirma declaró señaló explicó anunció añadió aseguró subrayó indicó destacó advirtió".split()
)

QUOTE_VERBS = SPEECH_VERBS | frozenset(
    "described hailed branded labelled labeled dismissed termed slammed praised "
    "lancé réagi tonné ironisé résumé glissé nuancé rétorqué répondu poursuivi tranché fustigé décrit qualifié "
    "nannte nennt bezeichnete bezeichnet".split()
)
"""Verbs that tell the speaker of words in quotation marks; by themselves they have other meanings."""

SPEECH_SUBJECTS = frozenset(
    "he she they it who il elle er sie él ella minister secretary president official spokesman spokeswoman "
    "ministre".split()
)
