"""Currencies that running text needs care with: their signs, and the countries whose own dollar is meant."""

from domain.money.words.rows import spellings

LETTERS_BEFORE = frozenset(
    spellings(
        "rs rs. re inr rp rp. rm tk ksh ksh. kshs ksh. sh sh. shs tsh ush br br. dh dhs dh. fcfa cfa chf sfr nrs ghc "
        "gh₵ gh¢ nis php ntd le l.e. mk kz nu sr sar qr kd bd jd k n r p m d e g vnđ frw fbu afs kr rmb um rf vt tl bt "
        "fr fr. rupees"
    )
)
"""Spellings in letters that stand before a number. Names such as `won` stand behind it: `she won 3 seats`."""

HOMONYMS = frozenset(
    spellings(
        "ct ft fr re ore mark marks gold colon sol som soms real reals tl lev leu ar all top mt km da d "
        "골드 콜론 솔 숨 솜"
    )
)
"""Spellings that are other words far more often; read behind a number only in a country with the currency."""

NEED_SCALE = frozenset(
    spellings(
        "won pound pounds rand rands dram drams dong kip kips lei leva pula pulas tala talas loti kina birr "
        "동 레이 리온 라리 키나 타카 풀라 元"
    )
)
"""Spellings that are read behind a number with a scale or with groups of digits: not the 2022 of `in 2022 won`."""

HOME_DOLLARS = {
    **{country: f"{country}D" for country in "AU BB BM BN BS BZ CA FJ GY HK JM KY NZ SB SG TT".split()},
    **dict.fromkeys("AG DM GD KN LC VC".split(), "XCD"),
}
"""Countries whose own texts write their dollar as `$`; elsewhere `$` is the US dollar."""

OWN_DOLLARS = {
    "AUD": "A|AU", "BBD": "BDS|Bds", "BMD": "BD", "BND": "B", "BSD": "B", "BZD": "BZ", "CAD": "C|CA|Can|CDN",
    "FJD": "F|FJ", "GYD": "G", "HKD": "HK", "JMD": "J", "KYD": "CI", "NZD": "NZ", "SBD": "SI", "SGD": "S|SG",
    "TTD": "TT", "XCD": "EC",
}  # fmt: skip
"""Letters before the sign with which a text sets its own dollar apart; there `$` alone is the US dollar."""

NATIONS = {
    "AED": "Emirat|UAE|Dubai", "ARS": "Argentin", "CHF": "Swiss|Switzerland|[Ss]uisse|[Ss]chweiz", "CLP": "Chile",
    "COP": "Colombia", "CZK": "Czech", "DKK": "Danish|Denmark", "DZD": "Alg[eé]ri", "EGP": "Egypt", "INR": "India",
    "IQD": "Iraq", "JOD": "Jordan", "KES": "Kenya", "KWD": "Kuwait", "LKR": "Sri Lanka", "MAD": "Moroc|Maroc",
    "MXN": "Mexic", "NOK": "Norw", "NPR": "Nepal", "OMR": "Oman", "PHP": "Philippin", "PKR": "Pakistan",
    "QAR": "Qatar", "RSD": "Serbia", "SAR": "Saudi", "SEK": "Swed", "TND": "Tunisi", "TZS": "Tanzania",
    "UGX": "Uganda", "XAF": "Cameroon|Cameroun|Gabon|Chad|Tchad",
    "XOF": "S[eé]n[eé]gal|C[oô]te d.Ivoire|Mali|Benin|Bénin",
}  # fmt: skip
"""Countries whose name in a text tells which francs, crowns or dinars it means, where nothing else does."""
