"""Other words for the terms of closed lists: an error suggests the term that a word means."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from domain.text.normalize import fold_word
from domain.violations import MAX_COMPARED, closest_match
from domain.vocabularies.terms import Vocabulary

SYNONYMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "states": {
            "draft": "unpublished, private, pending, in preparation",
            "published": "public, live, final, released, active",
            "withdrawn": "deleted, removed, retracted, unpublish, archived, cancelled",
        },
        "announcement_kinds": {
            "roadmap": "action roadmap, masterplan, master plan, timetable",
            "strategy": "vision, white paper, whitepaper, national strategy, framework, policy",
            "plan": "action plan, work plan, national plan, blueprint",
            "programme": "program, scheme, initiative, project, fund",
            "budget": "fiscal plan, spending review, appropriation, supplementary budget, finance bill",
            "law": "act, bill, statute, legislation, legal act, primary legislation",
            "regulation": (
                "rule, decree, executive order, order, ordinance, directive, statutory instrument, proclamation, "
                "notice, secondary legislation"
            ),
            "agreement": "treaty, memorandum, memorandum of understanding, mou, contract, accord, pact, deal",
            "consultation": "public consultation, call for evidence, green paper, hearing, call for input",
            "appointment": "nomination, resignation, personnel, hiring",
            "statement": (
                "speech, press release, announcement, declaration, communique, remarks, news, news story, manifesto, "
                "pledge"
            ),
            "report": "study, review, findings, statistics, evaluation, progress report, research, analysis",
            "other": "misc, miscellaneous, unknown, none",
        },
        "party_kinds": {
            "person": "individual, human, people, minister, politician",
            "government": (
                "ministry, agency, department, authority, state, country, government agency, public body, parliament, "
                "legislature, municipality, regulator, central bank, council of ministers"
            ),
            "company": "corporation, business, firm, enterprise, vendor, supplier, private company, startup",
            "organisation": (
                "organization, ngo, university, charity, union, institute, association, foundation, nonprofit, "
                "institution, think tank, party, political party"
            ),
            "group": "consortium, alliance, council, committee, task force, coalition, working group, body",
        },
        "party_roles": {
            "issuer": "author, publisher, announcer, owner, promiser, lead, originator, reporting organisation",
            "speaker": "spokesperson, presenter, spokesman, spokeswoman, quoted",
            "partner": "counterparty, signatory, cosigner, collaborator, co-signatory",
            "member": "participant, affiliate",
            "funder": "donor, payer, sponsor, buyer, investor, financier, lender, procuring entity",
            "payee": "recipient, supplier, grantee, contractor, vendor, borrower, receiver, tenderer",
            "implementer": "contractor body, responsible, executor, implementing organisation, delivery body, operator",
            "beneficiary": "target group, beneficiaries, end user",
            "regulator": "supervisor, watchdog, enforcer",
            "other": "misc, miscellaneous, unknown, none",
        },
        "commitment_kinds": {
            "goal": "aim, objective, ambition, vision, aspiration, intention",
            "target": "figure, quantitative target, indicator, kpi, quota",
            "milestone": "step, deadline, deliverable, date",
            "establishment": "creation, foundation, launch, setting up, opening, new body",
            "agreement": "treaty, pledge between parties, contract, pact, deal, memorandum",
            "measure": "action, policy, rule, initiative, reform, promise, pledge, commitment, intervention",
            "other": "misc, miscellaneous, unknown, none",
        },
        "comparators": {
            "eq": "=, ==, equal, equals, equal to, is",
            "gte": ">=, ≥, >, gt, ge, min, minimum, more than, from, over, above, greater than",
            "lte": "<=, ≤, <, lt, le, max, maximum, less than, up to, under, below",
            "about": "~, ≈, approx, approximately, around, circa, roughly, nearly",
        },
        "amount_comparators": {
            "eq": "=, ==, equal, equals, equal to, is",
            "gte": ">=, ≥, >, gt, ge, min, minimum, more than, from, over, above, greater than",
            "lte": "<=, ≤, <, lt, le, max, maximum, less than, up to, under, below",
        },
        "commitment_statuses": {
            "not_started": "unstarted, planned, pending, todo, to do, not yet started, no action, not begun, not rated",
            "in_progress": "ongoing, started, underway, under way, in the works, active, on track, wip, doing, open",
            "met": (
                "kept, done, complete, completed, fulfilled, achieved, delivered, implemented, finished, closed, "
                "promise kept, honoured, accomplished, reached"
            ),
            "partly_met": (
                "partially met, partial, partly kept, partially kept, compromise, partly done, partially fulfilled, "
                "partially completed, mostly met, in part"
            ),
            "missed": "broken, failed, unmet, not met, promise broken, unfulfilled, breached, not achieved, lapsed",
            "abandoned": "dropped, cancelled, canceled, withdrawn, scrapped, given up, shelved, discontinued",
            "delayed": "late, overdue, postponed, behind schedule, behind, deferred, slipping",
            "stalled": "blocked, stuck, on hold, paused, suspended, frozen, halted",
            "reversed": "undone, rolled back, repealed, overturned, revoked",
        },
        "amount_kinds": {
            "budget": "appropriation, allocation, spending, expenditure, funding, cost, outlay",
            "investment": "capital, equity, capex, capital expenditure, stake",
            "grant": "subsidy, aid, award, donation, assistance, stipend, standard grant",
            "loan": "credit, credit line, guarantee, debt, bond, aid loan, lending",
            "pledge": "promise, commitment, contribution",
            "contract": "procurement, purchase, order, tender, price, contract value",
            "tax": "duty, fine, fee, levy, tariff, tax credit, tax relief, penalty, customs",
            "revenue": "income, sales, turnover, receipts, earnings, profit, exports",
            "estimate": "forecast, projection, estimation, valuation, market size, prediction",
            "other": "misc, miscellaneous, unknown, none",
        },
        "frequencies": {
            "total": "once, one-off, one off, single, overall, lump sum, whole, cumulative",
            "annual": "yearly, per year, per annum, pa, annually, every year, each year",
        },
        "stages": {
            "proposed": "planned, requested, draft, planning, announced, pipeline, tender",
            "approved": "passed, enacted, adopted, authorised, authorized, voted, appropriated",
            "committed": "obligated, signed, awarded, contracted, pledged, commitment, outgoing commitment",
            "spent": "paid, disbursed, disbursement, expended, expenditure, actual, executed",
            "unknown": "unstated, not stated, other, none, unclear",
        },
        "source_kinds": {
            "press_release": "press statement, news release, release, announcement, pr, media release, communique",
            "news_report": "news, article, news article, newspaper, press, report by newsroom, wire, blog, interview",
            "speech": "address, transcript, remarks, video, talk, oral statement, press conference",
            "legal_text": "law, act, bill, decree, treaty, legislation, statute, regulation, gazette, executive order",
            "budget_document": "budget, estimates, accounts, fiscal document, finance bill",
            "dataset": "data, data set, statistics, csv, spreadsheet, database, api",
            "social": "tweet, post, social media, facebook, twitter, x, mastodon, weibo",
            "other": "misc, miscellaneous, unknown, none, website, web page",
        },
        "relation_types": {
            "follows": "follow up, follow-up, succeeds, continues, next, after",
            "restates": "repeats, reaffirms, same as, duplicates, duplicate of, reiterates, confirms",
            "supersedes": "replaces, replace, replacement, overrides, successor of, replaces fully",
            "amends": "changes, modifies, updates, alters, revises, corrects, amendment",
            "implements": "executes, carries out, delivers, enacts, transposes",
            "funds": "finances, pays for, financed, sponsors",
            "part_of": "belongs to, child of, is part of, within, component of, subset of",
            "cites": "references, refers to, mentions, see also, related, related to, quotes, sees",
            "revokes": "repeals, cancels, rescinds, withdraws, annuls, abolishes, ends",
            "partly_revokes": "partially revokes, repeals in part, revokes in part, partially repeals",
        },
        "policy_statuses": {
            "proposed": "draft, planned, announced, bill, introduced, tabled, pending, under discussion, consultation",
            "adopted": "approved, enacted, passed, agreed, decided, signed, ratified, final",
            "in_force": "active, effective, current, valid, in effect, implemented, operational, applies, ongoing",
            "suspended": "paused, on hold, stayed, frozen, halted, inactive",
            "ended": "expired, lapsed, completed, finished, closed, concluded, terminated, sunset, no longer in force",
            "repealed": "revoked, cancelled, canceled, rescinded, abolished, superseded, annulled, withdrawn, replaced",
        },
        "jurisdiction_groups": {
            "AFRICAN-UNION": "africa, african countries",
            "ARAB-LEAGUE": "arab countries, arab world, arab states",
            "ASEAN": "southeast asia, south-east asia, south east asia",
            "CARICOM": "caribbean",
            "EU": "europe, eu countries, eu members, eu member states",
            "EU27": "eu-27, eu 27",
            "EURO-AREA": "eurozone, euro zone, euro countries",
            "FIVE-EYES": "5 eyes",
            "G20": "g-20, group of 20, group of twenty",
            "G7": "g-7, group of 7, group of seven",
            "GCC": "gulf, gulf states, gulf countries",
            "NORDIC-COUNCIL": "nordics, nordic countries, nordic, scandinavia",
            "PIF": "oceania, pacific, pacific islands",
            "SAARC": "south asia",
            "VISEGRAD": "visegrad four, v4",
        },
        "change_types": {
            "major": "big, significant, substantive, material",
            "minor": "small, editorial, trivial, edit, update",
            "correction": "fix, erratum, corrected, corrigendum, typo, error",
        },
        "scopes": {
            "read": "reader, view, get, drafts",
            "write": "writer, edit, create, editor",
            "publish": "publisher, release",
            "admin": "administrator, owner, root, superuser, manage",
        },
    }
)
"""Words for terms, separated by commas: by the name of the list, and by the term. A word means one term of a list."""


@lru_cache(maxsize=64)
def terms_by_word(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The code that each word means: codes, labels and synonyms, all folded."""
    others = SYNONYMS.get(vocabulary.name, {})
    words = {word: term.code for term in vocabulary.terms for word in others.get(term.code, term.code).split(",")}
    words |= {name: term.code for term in vocabulary.terms for name in (term.label, term.code)}
    return {fold_word(word): code for word, code in words.items()}


@lru_cache(maxsize=256)
def meant_term(vocabulary: Vocabulary, word: str) -> str | None:
    """The term that a word means, or else a misspelling of its code. Cached: the lines of an import repeat errors."""
    code = terms_by_word(vocabulary).get(fold_word(word[:MAX_COMPARED]))
    return code or closest_match(word.lower(), vocabulary.codes)
