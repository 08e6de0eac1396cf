"""English verbs of what announcements promise."""

VERBS = """
abolish accelerate achieve acquire adapt add adjust adopt advance align allocate allow amend announce appoint approve assemble
assess assign attract audit automate award ban begin block boost bring build buy call cap carry cease centralise
centralize certify change charge check clean clear close collect combine commission complete compensate conclude conduct
connect construct consult continue convene convert cover create curb cut cap decarbonise decarbonize declare decommission deliver
deepen demolish deploy deposit describe design designate develop deport devise digitise digitize disburse dispatch dispose distribute
divert donate double draft drain draw dredge drill drop ease electrify eliminate employ enable encourage end enforce enhance
enlarge enrol enroll ensure enter equip eradicate erect establish evaluate examine exempt expand expedite export extend
feed fence finalise finalize finance fill fit fix foster found freeze fulfil fund generate give grant grow guarantee halt
halve hand harmonise harvest help hire hold host house identify impose implement import improve include increase insert insulate install integrate
introduce invest invite issue join keep launch lay lead lease legalise lend let levy license lift limit link list loan
locate lower maintain make manufacture map match mobilise mobilize modernise modernize monitor move nationalise nationalize
negotiate nominate nurture offer open operate order outlaw overhaul oversee pass pave pay permit phase pilot place plant
postpone prepare prevent procure produce prohibit promote propose prosecute protect provide publish pump purchase put
quadruple raise ramp reach rebuild reclaim recruit recycle reduce reform refund refurbish regulate rehabilitate reimburse
reinstate relax release relocate remove renew renovate repair repay repeal replace report require rescue resettle reserve restock
restore restrict restructure resume retain retire retrain retrofit return review revise revive roll run safeguard scale
scrap screen secure seek select sell send serve set settle share shift ship shorten shut sign simplify slash source
speed spend sponsor stage standardise start stock stop streamline strengthen subsidise subsidize submit supply support
suspend switch tackle table target teach test tighten track train transfer transform transition translate treat triple turn
update upgrade use vaccinate waive weatherize widen withdraw write vet lengthen mill host back commence co-finance
co-fund co-develop jointly set-up cultivate deregister digest irrigate immunise immunize inspect inoculate lure outfit
reforest reopen restart recall relaunch repaint bar forbid resurface restrict re-open redesign retrofit recycle reward rename regenerate rezone release respond resume ring-fence repurpose reallocate reassess rehouse rewild supplement shield defend trial unlock unify subsidise survey scrub stabilise stabilize site ship-build showcase service roll-out raze ration quit purchase prolong prepay phase-out oblige offset offshore nationalise mothball mandate loosen localise list lend-lease launder liberalise inject intensify insure inform incorporate implant housebuild harden gift gazette furnish fortify forgive forge fluoridate field fast-track exceed endow electronic earmark double-track divest disclose dig deter desalinate deploy demine defer decentralise curtail crack criminalise constrain confer computerise commercialise co-locate clamp carve broaden boost-fund blend birth benchmark base assign arm anchor allot aid accommodate accredit
""".split()
NOUN_LIKE = frozenset(
    "aid arm base bar field service survey mandate ration gift base anchor plan support fund test train staff supply export import design report review repair transfer reform release return "
    "research trial pilot place process target change charge check cover cut design house increase limit list loan map "
    "match order plant produce pump purchase share shift source start stage stock stop study switch table track "
    "upgrade use water work back lease link move offer treat grant finance export call run set host fence screen sign "
    "award drain recall ban lead pave hand lay lift monitor rescue feed fit fix drop draw boost end found state scale post "
    "clean clear ease close complete open lower secure double triple".split()
)
"""Verbs that are also nouns or adjectives: after `and` they are verbs only before a determiner or a number."""
