import { fold } from '../text/fold.ts'

/** An industry by its stable key, the names it goes by, and words in prose that tell of it. */
const INDUSTRIES: readonly (readonly [key: string, name: RegExp, prose: RegExp])[] = [
  [
    'fintech',
    /\bfin-?tech|financial technology/,
    /\b(?:fin-?tech|neo-?bank|payment (?:processing|platform|gateway)|digital banking)\b/,
  ],
  [
    'finance',
    /\b(?:financ\w+|banking|bank|investment|capital markets|accounting|private equity|asset management|venture)\b/,
    /\b(?:banking|investment bank\w*|asset management|hedge fund|financial services|capital markets|trading floor)\b/,
  ],
  [
    'insurance',
    /\b(?:insurance|insurtech|reinsurance)\b/,
    /\b(?:insurtech|insurance (?:company|industry|sector|carrier|broker)|underwriting|reinsurance)\b/,
  ],
  [
    'biotech',
    /\b(?:bio-?tech\w*|pharma\w*|life sciences?|biolog\w+)\b/,
    /\b(?:bio-?tech\w*|pharmaceuticals?|life sciences?|drug discovery|clinical trials?)\b/,
  ],
  [
    'healthcare',
    /\b(?:health ?-?care|health|medical|hospitals?|health-?tech|medtech|nursing)\b/,
    /\b(?:health ?-?care|hospitals?|health-?tech|medtech|patient care|clinical care|medical devices?)\b/,
  ],
  [
    'education',
    /\b(?:education\w*|ed-?tech|e-?learning|schools?|universit\w+|academia|training)\b/,
    /\b(?:ed-?tech|higher education|k-?12|e-learning|online learning|universit(?:y|ies) sector)\b/,
  ],
  [
    'ecommerce',
    /\b(?:e-?commerce|online retail|marketplaces?)\b/,
    /\b(?:e-?commerce|online (?:shop|store|retail\w*)|marketplace platform)\b/,
  ],
  [
    'retail',
    /\b(?:retail|consumer goods|fmcg|cpg|fashion|apparel|wholesale|luxury)\b/,
    /\b(?:retail(?:er|ers)?|fmcg|consumer goods|fashion brand|supermarkets?)\b/,
  ],
  [
    'gaming',
    /\b(?:gaming|games?|esports)\b/,
    /\b(?:video games?|game (?:studio|development)|gaming|esports)\b/,
  ],
  [
    'media',
    /\b(?:media|entertainment|publishing|broadcast\w*|film|music|journalism|news)\b/,
    /\b(?:media company|broadcast\w*|publishing house|film production|streaming platform|newsroom)\b/,
  ],
  [
    'marketing',
    /\b(?:marketing|advertising|ad-?tech|public relations|market research)\b/,
    /\b(?:ad-?tech|advertising agency|marketing agency|creative agency|digital agency)\b/,
  ],
  [
    'cybersecurity',
    /\b(?:cyber ?-?security|information security)\b/,
    /\b(?:cyber ?-?security (?:company|industry|vendor|firm))\b/,
  ],
  [
    'telecommunications',
    /\b(?:telecom\w*|mobile operator|networking)\b/,
    /\b(?:telecom\w*|mobile operator|5g networks?)\b/,
  ],
  [
    'energy',
    /\b(?:energy|oil|gas|utilities|utility|renewables?|solar|power|clean-?tech|mining)\b/,
    /\b(?:renewable energy|oil and gas|oil & gas|solar (?:energy|power)|wind (?:energy|power|farm)|clean-?tech|utilities sector|power plants?)\b/,
  ],
  [
    'automotive',
    /\b(?:automotive|automobiles?|cars?|vehicles?|mobility)\b/,
    /\b(?:automotive|car manufacturer|electric vehicles?|autonomous driving)\b/,
  ],
  [
    'aerospace',
    /\b(?:aerospace|aviation|airlines?|defen[cs]e|space)\b/,
    /\b(?:aerospace|aviation|airlines?|defen[cs]e industry|satellites?)\b/,
  ],
  [
    'manufacturing',
    /\b(?:manufactur\w+|industrial|machinery|chemicals?|electronics|semiconductors?|production)\b/,
    /\b(?:manufacturing (?:company|industry|plant|sector)|semiconductors?|industrial automation|chemical industry)\b/,
  ],
  [
    'construction',
    /\b(?:construction|architecture|building|civil engineering)\b/,
    /\b(?:construction (?:company|industry|sites?|projects?)|civil engineering)\b/,
  ],
  [
    'real_estate',
    /\b(?:real estate|property|prop-?tech|housing|facilities)\b/,
    /\b(?:real estate|prop-?tech|property management)\b/,
  ],
  [
    'logistics',
    /\b(?:logistics|supply chain|transport\w*|shipping|freight|delivery|warehous\w+|maritime|rail)\b/,
    /\b(?:logistics (?:company|industry|sector)|freight|supply chain industry|shipping company|last-mile)\b/,
  ],
  [
    'travel',
    /\b(?:travel|tourism|hospitality|hotels?|restaurants?|leisure|catering|food service)\b/,
    /\b(?:hotels?|restaurants?|tourism|travel (?:company|industry|agency|tech)|hospitality industry)\b/,
  ],
  [
    'food',
    /\b(?:food|beverages?|agricultur\w+|farming|agri-?tech|agtech)\b/,
    /\b(?:food (?:industry|production|processing)|beverage (?:company|industry)|agricultur\w+|agri-?tech|farms?)\b/,
  ],
  [
    'government',
    /\b(?:government|public (?:sector|administration|service)|military|civil service|municipal\w*)\b/,
    /\b(?:government agenc\w+|public sector|public administration|civil service|municipality|armed forces)\b/,
  ],
  [
    'nonprofit',
    /\b(?:non-?profits?|ngos?|charit\w+|social (?:impact|services?)|philanthrop\w+)\b/,
    /\b(?:non-?profit|ngo|charity|social enterprise)\b/,
  ],
  ['legal', /\b(?:legal|law|legal-?tech)\b/, /\b(?:law firm|legal-?tech|legal services)\b/],
  [
    'human_resources',
    /\b(?:human resources|hr|staffing|recruit\w+|hr-?tech)\b/,
    /\b(?:staffing agency|recruitment agency|hr-?tech)\b/,
  ],
  [
    'consulting',
    /\b(?:consult\w+|professional services|advisory)\b/,
    /\b(?:consulting firm|consultancy|professional services firm)\b/,
  ],
  [
    'technology',
    /\b(?:technolog\w+|tech|software|it|saas|internet|computers?|information|data|ai|artificial intelligence|cloud)\b/,
    /\b(?:saas|software company|tech (?:company|start-?up)|software house|b2b software)\b/,
  ],
]

/** Stable key of an industry ('FinTech' = 'fintech'), `undefined` for a name not in the table. */
export function canonicalIndustry(name: string): string | undefined {
  const text = fold(name)
  return INDUSTRIES.find(([, pattern]) => pattern.test(text))?.[0]
}

/** Keys of the industries that prose plainly tells of. */
export function industriesInText(text: string): ReadonlySet<string> {
  const folded = fold(text)
  const found = new Set<string>()
  for (const [key, , prose] of INDUSTRIES) if (prose.test(folded)) found.add(key)
  return found
}
