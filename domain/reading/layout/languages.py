"""Language of a text: by its script, else by its function words."""

import re
import unicodedata
from collections import Counter

SAMPLE = 4_000
"""Characters that decide; more of them change nothing."""

SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "ETHIOPIC": "am",
    "SINHALA": "si",
}
"""Languages by the first word of the Unicode names of their letters."""

LETTERS_OF = {"uk": "іїєґ", "fa": "پچژگ", "ur": "ٹڈڑے"}
"""Letters that tell a language from the one that its script mostly has."""

RELATED = {"ru": ("uk",), "ar": ("ur", "fa")}

FUNCTION_WORDS = {
    "en": "the of and to in that for is was on with by will from said it as has be an are were which this would its",
    "fr": "le la les des du et est une dans pour que qui sur par au aux avec ce cette sera ont été plus d l il elle",
    "de": "der die das und den dem des ein eine ist im mit von für auf zu werden wird sich nicht auch bis am sollen",
    "es": "el la los las del de y en que una para por con se un su al como más será lo ha fue entre sobre",
    "pt": "o a os as do da dos das e em que uma para por com não um ao no na será foi pelo pela mais",
    "it": "il lo gli della dei delle di e che una per con non un al nel nella sarà sono è anche del più",
    "nl": "de het een van en in op te dat voor met zijn is wordt aan door niet worden bij ook naar zal",
    "sv": "och att det som en på är av för med den till inte om ett har de ska från",
    "da": "og at det som en på er af for med den til ikke et har de skal fra vil",
    "nb": "og at det som en på er av for med den til ikke et har de skal fra vil",
    "fi": "ja on että ei se oli hän mutta myös sekä vuoden kun ovat joka",
    "pl": "i w na z do że się jest nie o oraz przez dla po od to roku będzie",
    "cs": "a v na se je že z do s o pro které by za podle jako bude",
    "tr": "ve bir bu da için ile olarak olan de daha yılında tarafından sonra",
    "id": "yang dan di untuk dengan dari pada ini akan dalam tidak oleh itu tahun ke",
    "vi": "và của là các cho trong được với một không này đã những người năm",
    "ro": "și de la în a cu pe care din pentru este o un că va au mai",
    "hu": "az és hogy nem egy meg ez volt mint vagy már csak el",
    "sw": "na ya wa kwa ni katika la za kuwa hiyo huo ili cha",
}
MARKED_LETTERS = {
    "de": "äöüß",
    "fr": "éèêàçœùûô",
    "es": "ñáíóú",
    "pt": "ãõçáâ",
    "tr": "ığş",
    "pl": "ąęłśż",
    "sv": "å",
    "ro": "șț",
}
"""Letters that count like a word of a language; English has none of them."""

_WORD = re.compile(r"[^\W\d_]+")
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in FUNCTION_WORDS.items():
    for _each in _words.split():
        _LANGUAGES_OF.setdefault(_each, []).append(_language)

LATIN = "LATIN"
MIN_SHARE = 0.2
"""Share of the letters from which another script than Latin decides; names in Latin letters stand in such texts."""


def detect_language(text: str) -> str:
    """The language of a text as a tag of BCP 47; `en` for a text without letters."""
    sample = text[:SAMPLE]
    letters = Counter(each for each in sample if each.isalpha())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, LATIN).split()[0]] += count
    total = sum(scripts.values())
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana and kana + scripts["CJK"] > scripts["HANGUL"] and kana + scripts["CJK"] > MIN_SHARE * total:
        return "ja" if kana > MIN_SHARE * scripts["CJK"] else "zh"
    found = [(count, name) for name, count in scripts.items() if name in SCRIPTS and count > MIN_SHARE * total]
    if found:
        language = SCRIPTS[max(found)[1]]
        return next((each for each in RELATED.get(language, ()) if set(LETTERS_OF[each]) & set(letters)), language)
    words = Counter(language for word in _WORD.findall(sample.casefold()) for language in _LANGUAGES_OF.get(word, ()))
    for language, marked in MARKED_LETTERS.items():
        words[language] += sum(letters[each] for each in marked)
    return max(words, key=lambda each: words[each]) if words.total() else "en"
