"""Groups of jurisdictions with their members, each with the days of its membership where that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from domain.regional_bodies import REGIONAL_BODIES
from domain.vocabularies.terms import Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of a group, from its first day to its last; None: since the group exists, or to this day."""

    jurisdiction: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class JurisdictionGroup(Term):
    """A group of jurisdictions as a term of a closed list, with its members as the wire format has them."""

    members: tuple[Mapping[str, str], ...] = field(default=(), compare=False)


EU27 = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"

MEMBERS: Mapping[str, str] = {
    "AFRICAN-UNION": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA:2017-01-30/ MG ML MR "
        "MU MW MZ NA NE NG RW SC SD SL SN SO SS:2011-07-27/ ST SZ TD TG TN TZ UG ZA ZM ZW"
    ),
    "ANDEAN-COMMUNITY": "BO CO EC PE CL:/1976-10-30 VE:1973-02-13/2006-04-22",
    "APEC": (
        "AU BN CA ID JP KR MY NZ PH SG TH US CN:1991-11-12/ HK:1991-11-12/ TW:1991-11-12/ MX:1993-11-17/ "
        "PG:1993-11-17/ "
        "CL:1994-11-11/ PE:1998-11-14/ RU:1998-11-14/ VN:1998-11-14/"
    ),
    "ARAB-LEAGUE": "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE",
    "ASEAN": (
        "ID MY PH SG TH BN:1984-01-07/ VN:1995-07-28/ LA:1997-07-23/ MM:1997-07-23/ KH:1999-04-30/ TL:2025-10-26/"
    ),
    "BENELUX": "BE LU NL",
    "BRICS": ("BR CN IN RU ZA:2010-12-24/ AE:2024-01-01/ EG:2024-01-01/ ET:2024-01-01/ IR:2024-01-01/ ID:2025-01-06/"),
    "CARICOM": "AG BB BS BZ DM GD GY HT:2002-07-02/ JM KN LC MS SR:1995-07-04/ TT VC",
    "COMMONWEALTH": (
        "AG AU BB BD BN BS BW BZ CA CM:1995-11-13/ CY DM FJ:1997-09-30/ GA:2022-06-25/ GB GD GH GM:/2013-10-02 "
        "GM:2018-02-08/ GY IN JM KE KI KN LC LK LS MT MU MV:/2016-10-13 MV:2020-02-01/ MW MY MZ:1995-11-13/ "
        "NA:1990-03-21/ NG NR NZ PG PK:1989-10-01/ RW:2009-11-29/ SB SC SG SL SZ TG:2022-06-25/ TO TT TV TZ UG "
        "VC VU WS "
        "ZA:1994-06-01/ ZM ZW:/2003-12-07"
    ),
    "EAC": "KE TZ UG BI:2007-07-01/ RW:2007-07-01/ SS:2016-09-05/ CD:2022-07-11/ SO:2024-03-04/",
    "EAEU": "BY KZ RU AM:2015-01-02/ KG:2015-08-12/",
    "ECOWAS": "BF:/2025-01-28 BJ CI CV GH GM GN GW LR ML:/2025-01-28 MR:/2000-12-26 NE:/2025-01-28 NG SL SN TG",
    "EEA": (
        "BE DE DK ES FR GB:/2020-01-31 GR IE IS IT LU NL NO PT AT FI SE LI:1995-05-01/ CY:2004-05-01/ CZ:2004-05-01/ "
        "EE:2004-05-01/ HU:2004-05-01/ LT:2004-05-01/ LV:2004-05-01/ MT:2004-05-01/ PL:2004-05-01/ SI:2004-05-01/ "
        "SK:2004-05-01/ BG:2007-01-01/ RO:2007-01-01/ HR:2013-07-01/"
    ),
    "EFTA": (
        "CH NO IS:1970-03-01/ LI:1991-09-01/ AT:/1994-12-31 DK:/1972-12-31 FI:1986-01-01/1994-12-31 GB:/1972-12-31 "
        "PT:/1985-12-31 SE:/1994-12-31"
    ),
    "EU": (
        "BE DE FR IT LU NL DK:1973-01-01/ IE:1973-01-01/ GB:1973-01-01/2020-01-31 GR:1981-01-01/ ES:1986-01-01/ "
        "PT:1986-01-01/ AT:1995-01-01/ FI:1995-01-01/ SE:1995-01-01/ CY:2004-05-01/ CZ:2004-05-01/ EE:2004-05-01/ "
        "HU:2004-05-01/ LT:2004-05-01/ LV:2004-05-01/ MT:2004-05-01/ PL:2004-05-01/ SI:2004-05-01/ SK:2004-05-01/ "
        "BG:2007-01-01/ RO:2007-01-01/ HR:2013-07-01/"
    ),
    "EU27": EU27,
    "EURO-AREA": (
        "AT BE DE ES FI FR IE IT LU NL PT GR:2001-01-01/ SI:2007-01-01/ CY:2008-01-01/ MT:2008-01-01/ SK:2009-01-01/ "
        "EE:2011-01-01/ LV:2014-01-01/ LT:2015-01-01/ HR:2023-01-01/ BG:2026-01-01/"
    ),
    "FIVE-EYES": "AU CA GB NZ US",
    "G20": "AR AU BR CA CN DE EU FR GB ID IN IT JP KR MX RU SA TR US ZA AFRICAN-UNION:2023-09-09/",
    "G7": "CA:1976-06-27/ DE FR GB IT JP US",
    "GCC": "AE BH KW OM QA SA",
    "MERCOSUR": "AR BR PY UY VE:2012-07-31/2016-12-01 BO:2024-08-07/",
    "NATO": (
        "BE CA DK FR GB IS IT LU NL NO PT US GR:1952-02-18/ TR:1952-02-18/ DE:1955-05-06/ ES:1982-05-30/ "
        "CZ:1999-03-12/ "
        "HU:1999-03-12/ PL:1999-03-12/ BG:2004-03-29/ EE:2004-03-29/ LT:2004-03-29/ LV:2004-03-29/ RO:2004-03-29/ "
        "SI:2004-03-29/ SK:2004-03-29/ AL:2009-04-01/ HR:2009-04-01/ ME:2017-06-05/ MK:2020-03-27/ FI:2023-04-04/ "
        "SE:2024-03-07/"
    ),
    "NORDIC-COUNCIL": "AX DK FI FO GL IS NO SE",
    "OECD": (
        "AT BE CA CH DE DK ES FR GB GR IE IS IT:1962-03-29/ LU NL NO PT SE TR US JP:1964-04-28/ FI:1969-01-28/ "
        "AU:1971-06-07/ NZ:1973-05-29/ MX:1994-05-18/ CZ:1995-12-21/ HU:1996-05-07/ PL:1996-11-22/ KR:1996-12-12/ "
        "SK:2000-12-14/ CL:2010-05-07/ SI:2010-07-21/ IL:2010-09-07/ EE:2010-12-09/ LV:2016-07-01/ LT:2018-07-05/ "
        "CO:2020-04-28/ CR:2021-05-25/"
    ),
    "OPEC": (
        "AE DZ IQ IR KW LY NG SA VE AO:2007-01-01/2023-12-31 CG:2018-06-22/ EC:/1992-12-31 EC:2007-11-17/2019-12-31 "
        "GA:/1994-12-31 GA:2016-07-01/ GQ:2017-05-25/ ID:/2008-12-31 ID:2016-01-01/2016-11-30 QA:/2018-12-31"
    ),
    "PACIFIC-ALLIANCE": "CL CO MX PE",
    "PIF": "AU CK FJ FM KI MH NR NU NZ PG PW SB TO TV VU WS NC:2016-09-10/ PF:2016-09-10/",
    "SAARC": "BD BT IN LK MV NP PK AF:2007-04-03/",
    "SADC": (
        "AO BW LS MW MZ SZ TZ ZM ZW NA:1990-03-21/ ZA:1994-08-29/ MU:1995-08-28/ CD:1997-09-08/ "
        "SC:1997-09-08/2004-07-01 "
        "SC:2008-08-16/ MG:2005-08-18/ KM:2017-08-20/"
    ),
    "SCO": "CN KG KZ RU TJ UZ IN:2017-06-09/ PK:2017-06-09/ IR:2023-07-04/ BY:2024-07-04/",
    "VISEGRAD": "CZ HU PL SK",
}
"""Members by code of group, each perhaps with its first and its last day: `GB:1973-01-01/2020-01-31`."""

OTHER_LABELS: Mapping[str, str] = {
    "EEA": "European Economic Area",
    "EU": "European Union",
    "EU27": "European Union of 27",
    "EURO-AREA": "Euro area",
    "FIVE-EYES": "Five Eyes",
    "VISEGRAD": "Visegrád Group",
}
"""Labels of groups that are not regional bodies."""

FIXED = {"EU27": "The 27 members that the European Union has since 2020, whatever the day."}
"""Meanings of groups that leave aside when their members joined."""


def memberships(text: str) -> Iterator[Membership]:
    """Yield the memberships that a line of `MEMBERS` states."""
    for entry in text.split():
        code, _, days = entry.partition(":")
        first, _, last = days.partition("/")
        yield Membership(code, *(date.fromisoformat(day) if day else None for day in (first, last)))


def group_of(code: str, members: str) -> JurisdictionGroup:
    """A group of the table."""
    label = OTHER_LABELS.get(code) or REGIONAL_BODIES[code]
    meaning = FIXED.get(code, f"Members of the {label} on the day of an announcement.")
    return JurisdictionGroup(code, label, meaning, tuple(map(as_item, memberships(members))))


def as_item(member: Membership) -> dict[str, str]:
    """A membership with the days that it has, as text."""
    days = {"first": member.first, "last": member.last}
    return {"jurisdiction": member.jurisdiction} | {name: str(day) for name, day in days.items() if day}


JURISDICTION_GROUP = Vocabulary(
    "jurisdiction_groups",
    "Groups of jurisdictions",
    "Groups of jurisdictions with their members, since the day `from` and up to the day `to` if that changed.",
    tuple(group_of(code, members) for code, members in sorted(MEMBERS.items())),
)

MEMBERSHIPS: Mapping[str, tuple[Membership, ...]] = MappingProxyType(
    {code: tuple(memberships(members)) for code, members in MEMBERS.items()}
)
"""The memberships of each group by its code."""
