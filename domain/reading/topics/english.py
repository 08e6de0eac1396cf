"""English words that name topics, compiled by hand, by slug; those of the sample are among the slugs."""

ENGLISH = """
climate: climate change|climate law|climate act|climate target|climate plan|climate neutral*|greenhouse gas*|emission|
    decarboni*|net zero|net-zero|carbon neutral*|carbon tax*|carbon price|global warming
climate-finance: climate finance|climate fund|green bond|green climate fund
energy-transition: energy transition|clean energy|green energy|phase-out of coal|energy efficien*|heat pump
renewable-energy: renewable*|solar|solar farm|wind farm|wind park|wind power|offshore wind|
    offshore wind farm|onshore wind|onshore wind farm|geothermal|photovoltaic*
hydropower: hydropower|hydroelectric*|hydro power
nuclear-power: nuclear power*|nuclear plant|nuclear energy|nuclear reactor|research reactor|small modular reactor
coal: coal|coal-fired|lignite
oil-and-gas: crude oil|natural gas|oil field|gas field|oil refiner*|petroleum|LNG|gas pipeline
hydrogen: hydrogen|green ammonia|electrolyser|electrolyzer
electricity: electricity|power grid|power plant|power line|transmission line|power outage|
    electrification|prepaid meter|electricity meter|megawatt*
electric-vehicles: electric vehicle|electric car|electric bus*|EV|EVs|charging station|charging point|charger
secondary-batteries: secondary batter*|batter*|battery recycl*
semiconductors: semiconductor*|chip|chips|microchip|chipmaker|wafer fab
quantum-technology: quantum
artificial-intelligence: artificial intelligence|AI|machine learning|language model
robotics: robot|robotic*|humanoid
biotechnology: biotech*|gene therap*|genom*
space: satellite|space agency|spacecraft|rocket|space launch|space programme|space program|lunar|orbit*
telecommunications: broadband|5G|6G|mobile network|telecom*|spectrum auction|fibre network
digital-government: digital government|e-government|digital identit*|digital ID|digital licen*|online portal|
    government service
cybersecurity: cybersecurity|cyber security|cyberattack|cyber attack|ransomware|hacker|hacking
data-protection: data protection|personal data|privacy
online-safety: online safety|social media|deepfake*|online harm
research-funding: research fund*|research grant|research budget|research and development|R&D
industry: manufactur*|industrial polic*|industrial strateg*|steel|factory|factories
shipbuilding: shipbuild*|shipyard
mining: mining|mine|mineral|rare earth*|copper
lithium: lithium
housing: housing|affordable home|new home|homes|apartment|tenant|mortgage|social home
infrastructure: infrastructure|bridges|road bridge
rail: rail|railway|railroad|high-speed train|trains|passenger train|freight train|commuter train|metro line|
    railcar|light rail
roads: roads|road building|road network|highway|motorway|expressway|speed limit
public-transport: public transport*|bus route|bus fare|metro|subway|tram
transport: transport*
aviation: airport|airline|aviation|aircraft|air traffic|flight
shipping: seaport|container ship|container vessel|shipping|port expansion|icebreak*|dredg*|cargo ship
water: water suppl*|groundwater|drinking water|clean water|water pipe*|desalination|sewage|wastewater|irrigation|
    sanitation|piped water|tap water|water main
flood-protection: flood|flooding|flood defence|flood defense|levee|embankment|storm surge
disaster-recovery: earthquake|hurricane|cyclone|typhoon|wildfire|relief fund|reconstruction
recovery: recovery plan|stimulus package|economic recovery
biodiversity: biodiversity|wildlife|endangered species|national park|protected area|nature reserve|marine reserve
forests: forest|reforestation|deforestation|tree planting|trees|urban trees|street trees|shade tree
air-quality: air quality|air pollution|smog|clean air|particulate
waste: waste|recycl*|plastic|landfill|circular economy|crockery
agriculture: agricultur*|farmer|farming|farms|farmland|crop|paddy|palay|rice|cocoa|livestock|grazing|
    fertiliser|fertilizer|harvest
food: school meal|food security|food safety|nutrition|food price|food label*
fisheries: fisher*|fishing|aquaculture|trawler
land-reform: land reform|land redistribut*|land title
health: health|hospital|clinic|doctor|nurse|patient|vaccin*|disease|cancer|medical|medicine|public health|eye test|
    immunis*|immuniz*|malaria|dementia
hospitals: hospital
mental-health: mental health|suicide|counselling
children: children|childcare|newborn|child benefit|nurser*|kindergarten|preschool
families: parental leave|birth rate|family allowance|maternity|childbirth
education: school|teacher|universit*|pupil|student|classroom|curriculum|scholarship|tuition
skills: apprentice*|vocational|training programme|training program|skills
employment: job|employment|unemployment|worker|labour market|labor market|workforce
wages: minimum wage|wage increase|pay rise|living wage
pensions: pension|pensioner|retirement age|retire*
social-welfare: welfare|disabilit*|social security|cash transfer|care home|social care|elderly|caregiver
poverty: poverty|homeless*|low-income
gender-equality: gender equality|gender pay gap|women's rights|violence against women
culture: museum|culture|cultural|heritage|film|theatre|arts
sport: sport|olympic*|stadium|world cup
tourism: tourism|tourist|visitor arrival
trade: trade deal|trade agreement|free trade|tariff|exports|export ban|export control|exporter|import dut*|customs
investment: foreign investment|foreign direct investment|sovereign wealth fund
small-business: small business*|SME|SMEs|start-up|startup|small and medium*
taxes: tax|taxes|taxation|VAT|tax relief|tax credit|income tax
public-finance: budget deficit|public spending|public finance*|supplementary budget|fiscal|spending review
public-debt: public debt|national debt|government bond|debt relief|sovereign debt
banking: banks|banking|interest rate|policy rate|key rate|e-wallet|fintech|lender|deposit insurance
inflation: inflation|cost of living|consumer price|price cap|fuel price
consumer-protection: consumer protection|consumer right|refund|mis-selling
defence: defence|defense|military|navy|army|armed forces|air force|missile|submarine|frigate|warship
peace: peace agreement|peace accord|ceasefire|peacekeep*|peace talks
migration: migration|migrant|asylum|refugee|visa|border control|immigra*
public-safety: police|crime|prison|firearm|gun|road safety|fire service
justice: court|judicia*|legal aid|sentencing
corruption: corruption|anti-corruption|bribery|money laundering
elections: election|ballot|voter|electoral
audit: auditor general|auditors|audit office|audit report|audit of public
capital-city: new capital
smart-cities: smart city|smart cities|urban planning|urban heat
"""
