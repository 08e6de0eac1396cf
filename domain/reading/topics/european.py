"""French, German and Spanish words that name topics, compiled by hand, by slug."""

FRENCH = """
climate: changement climatique|gaz à effet de serre|neutralité carbone|décarbon*|réchauffement
energy-transition: transition énergétique|efficacité énergétique|pompe à chaleur|rénovation énergétique
renewable-energy: énergies renouvelables|renouvelable|solaire|éolien*
nuclear-power: nucléaire
coal: charbon
hydrogen: hydrogène
electricity: électricité|réseau électrique
electric-vehicles: véhicule électrique|voiture électrique|borne de recharge
secondary-batteries: batterie
semiconductors: semi-conducteur|semiconducteur
quantum-technology: quantique
artificial-intelligence: intelligence artificielle|IA
biotechnology: biotechnolog*
space: satellite|spatial*|lanceur
digital-government: numérique public|identité numérique|démarche en ligne
cybersecurity: cybersécurité|cyberattaque
research-funding: recherche et développement|budget de la recherche
industry: réindustrialis*|usine|industrie*
housing: logement|locataire|hlm
infrastructure: infrastructure
rail: ferroviaire*|train|rail|tgv
roads: autoroute|route
public-transport: transports en commun|tramway|métro|autobus
aviation: aéroport|compagnie aérienne
water: eau potable|dessalement|assainissement|irrigation|réseau d'eau
flood-protection: inondation
biodiversity: biodiversité|parc national|espèce menacée
forests: forêt|reboisement
air-quality: qualité de l'air|pollution de l'air
waste: déchet|recyclage|plastique
agriculture: agricult*|agriculteur|élevage|récolte|paysan
fisheries: pêche|pêcheur
health: santé|hôpital|hôpitaux|médecin|vaccin*|soignant
children: enfant|crèche
education: école|enseignant|élève|université|scolaire|lycée|collège
employment: emploi|chômage|apprenti*
wages: salaire minimum|smic
pensions: retraite
social-welfare: handicap*|aide sociale|personnes âgées
poverty: pauvreté
culture: musée|culture|patrimoine
sport: sport|jeux olympiques
tourism: tourisme|touriste
trade: libre-échange|droits de douane|exportation
taxes: impôt|fiscalité|tva|taxe
public-finance: finances publiques|déficit public
public-debt: dette publique
banking: banque|taux directeur
inflation: inflation|pouvoir d'achat
defence: défense|armée|militaire
migration: immigration|migrant|réfugié|asile
public-safety: police|gendarmerie|délinquance
justice: tribunal|tribunaux|magistrat
"""

GERMAN = """
climate: klima*|treibhausgas*|emission*|co2*
energy-transition: energiewende|energieeffizien*|wärmepumpe*|wärmewende
renewable-energy: erneuerbare*|solar*|windkraft*|windenergie*|photovoltaik*|windpark*
nuclear-power: kernkraft*|atomkraft*|kernenergie*
coal: kohle*|braunkohle*
hydrogen: wasserstoff*
electricity: strom*|stromnetz*
electric-vehicles: elektroauto*|elektromobil*|e-auto*|ladesäule*|ladepunkt*
secondary-batteries: batterie*|akku*
semiconductors: halbleiter*|chipfabrik*|mikrochip*
quantum-technology: quanten*
artificial-intelligence: künstliche intelligenz|künstlicher intelligenz|künstlichen intelligenz|KI|ki-*
biotechnology: biotechnolog*|gentechnik*
space: satellit*|raumfahrt*|weltraum*
telecommunications: breitband*|glasfaser*|mobilfunk*
digital-government: digitale verwaltung|verwaltungsdigitalisierung|onlinezugang*
cybersecurity: cybersicherheit*|cyberangriff*
data-protection: datenschutz*
research-funding: forschungsförderung|forschungsmittel*|forschung und entwicklung
industry: industrie*|stahl*
housing: wohnung*|wohnraum*|mieter*|sozialwohnung*
infrastructure: infrastruktur*|brücke*
rail: bahn*|schiene*|zug|züge*
roads: autobahn*|straße*
public-transport: nahverkehr*|busse*|öpnv
aviation: flughafen*|flughäfen*|luftfahrt*
shipping: hafen*|häfen*|schifffahrt*
water: trinkwasser*|abwasser*
flood-protection: hochwasser*|deich*
biodiversity: artenschutz*|naturschutz*|moor*|artenvielfalt
forests: wald*|wälder*|aufforst*
waste: abfall*|recycling*|müll*
agriculture: landwirt*|bauern*|ernte*
health: gesundheit*|krankenhaus*|krankenhäuser*|ärzt*|arzt*|impf*|pflege*
children: kinder*|kita*
education: schule*|lehrer*|lehrkräft*|lehrkraft*|bildung*|hochschul*|universität*
employment: arbeitsplatz*|arbeitsplätze*|arbeitsmarkt*|fachkräfte*|beschäftigung*
wages: mindestlohn*
pensions: rente*
social-welfare: behinderung*|sozialhilfe*|bürgergeld*
poverty: armut*
culture: museum*|museen|kultur*
sport: sport*
tourism: tourismus*
trade: zoll|zölle*|handelsabkommen*|freihandel*
taxes: steuer*|mehrwertsteuer*
public-finance: haushaltsentwurf*|bundeshaushalt*|nachtragshaushalt*
banking: banken*|leitzins*
defence: bundeswehr*|verteidigung*|rüstung*
migration: asyl*|flüchtling*|zuwander*|einwander*
public-safety: polizei*|feuerwehr*
justice: gericht|gerichte|justiz*
"""

SPANISH = """
climate: cambio climático|gases de efecto invernadero|descarboniz*|neutralidad climática|neutralidad de carbono
energy-transition: transición energética|eficiencia energética
renewable-energy: renovable|solar|eólic*
nuclear-power: nuclear
coal: carbón
hydrogen: hidrógeno
electricity: electricidad|red eléctrica
electric-vehicles: vehículo eléctrico|coche eléctrico|autobús eléctrico|autobuses eléctricos
secondary-batteries: batería
semiconductors: semiconductor
quantum-technology: cuántic*
artificial-intelligence: inteligencia artificial|IA
biotechnology: biotecnolog*
space: satélite|espacial
telecommunications: banda ancha|fibra óptica
cybersecurity: ciberseguridad|ciberataque
research-funding: investigación y desarrollo|I+D
industry: manufactur*|reindustrializ*
lithium: litio
mining: minería|minero
housing: vivienda|alquiler
infrastructure: infraestructura
rail: ferroviari*|ferrocarril|tren|trenes
roads: carretera|autopista
public-transport: transporte público|metro|tranvía
aviation: aeropuerto|aerolínea
water: agua potable|desaladora|saneamiento|regadío
flood-protection: inundación|inundaciones
biodiversity: biodiversidad|parque nacional
forests: bosque|reforest*|incendio forestal
waste: residuos|reciclaje|plástico
agriculture: agrícola|agricult*|ganader*|cosecha
fisheries: pesca|pesquer*
health: salud|hospital|vacun*|sanitari*|sanidad
children: niño|niña|infancia
education: escuela|docente|estudiante|universidad|escolar|alumno
employment: empleo|desempleo
wages: salario mínimo
pensions: pensión|pensiones|jubila*
social-welfare: discapacidad|dependencia
poverty: pobreza
culture: museo|cultura|patrimonio
tourism: turismo|turista
trade: libre comercio|arancel|exportación|exportaciones
taxes: impuesto|iva|fiscalidad
public-finance: déficit público|presupuestos generales
public-debt: deuda pública
inflation: inflación
defence: defensa|ejército|militar
migration: inmigración|migrante|refugiado|asilo
peace: acuerdo de paz|alto el fuego
public-safety: policía|delincuencia
"""
