"""Codes of regional and other intergovernmental bodies, which announce as countries do.

Rule of the codes: the usual English abbreviation in capitals; the name, with hyphens for spaces, where there is none or
where ISO 3166 has that code. No code is two letters, or two letters and a hyphen, so none clashes with ISO 3166.
"""

from collections.abc import Mapping
from types import MappingProxyType

REGIONAL_BODIES: Mapping[str, str] = MappingProxyType(
    {
        "AFRICAN-UNION": "African Union",
        "AES": "Alliance of Sahel States",
        "ALADI": "Latin American Integration Association",
        "ANDEAN-COMMUNITY": "Andean Community",
        "APEC": "Asia-Pacific Economic Cooperation",
        "ARAB-LEAGUE": "League of Arab States",
        "ASEAN": "Association of Southeast Asian Nations",
        "BENELUX": "Benelux Union",
        "BIMSTEC": "Bay of Bengal Initiative for Multi-Sectoral Technical and Economic Cooperation",
        "BRICS": "BRICS",
        "CARICOM": "Caribbean Community",
        "CELAC": "Community of Latin American and Caribbean States",
        "CEMAC": "Central African Economic and Monetary Community",
        "CIS": "Commonwealth of Independent States",
        "COMESA": "Common Market for Eastern and Southern Africa",
        "COMMONWEALTH": "Commonwealth of Nations",
        "COUNCIL-OF-EUROPE": "Council of Europe",
        "CSTO": "Collective Security Treaty Organization",
        "EAC": "East African Community",
        "EAEU": "Eurasian Economic Union",
        "ECCAS": "Economic Community of Central African States",
        "ECOWAS": "Economic Community of West African States",
        "EFTA": "European Free Trade Association",
        "G7": "Group of Seven",
        "G20": "Group of Twenty",
        "GCC": "Gulf Cooperation Council",
        "IGAD": "Intergovernmental Authority on Development",
        "IMF": "International Monetary Fund",
        "MERCOSUR": "Southern Common Market",
        "NATO": "North Atlantic Treaty Organization",
        "NORDIC-COUNCIL": "Nordic Council",
        "OAS": "Organization of American States",
        "OECD": "Organisation for Economic Co-operation and Development",
        "OECS": "Organisation of Eastern Caribbean States",
        "OIC": "Organisation of Islamic Cooperation",
        "OIF": "International Organisation of La Francophonie",
        "OPEC": "Organization of the Petroleum Exporting Countries",
        "OSCE": "Organization for Security and Co-operation in Europe",
        "OTS": "Organization of Turkic States",
        "PACIFIC-ALLIANCE": "Pacific Alliance",
        "PIF": "Pacific Islands Forum",
        "SAARC": "South Asian Association for Regional Cooperation",
        "SACU": "Southern African Customs Union",
        "SADC": "Southern African Development Community",
        "SCO": "Shanghai Cooperation Organisation",
        "SICA": "Central American Integration System",
        "UEMOA": "West African Economic and Monetary Union",
        "WHO": "World Health Organization",
        "WORLD-BANK": "World Bank",
        "WTO": "World Trade Organization",
    }
)
"""Codes of regional bodies with their names."""
