/** A city with all that a row may say of it. */
export interface Place {
  readonly city: string
  readonly country: string
  /** State or province as written after the city, where that is the custom. */
  readonly state?: string
  readonly latitude: number
  readonly longitude: number
  readonly timezone: string
  readonly abbreviation: string
  readonly currency: string
  /** Pay here over pay in the United States. */
  readonly payFactor: number
  readonly language: string
}

interface Country {
  readonly name: string
  readonly currency: string
  readonly payFactor: number
  readonly language: string
  /** One city a line: name, state or -, latitude, longitude, IANA zone, abbreviation. */
  readonly cities: string
}

/** Units of a currency for one USD: round numbers, good enough to make plausible pay. */
export const UNITS_PER_USD: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 0.92,
  GBP: 0.79,
  CAD: 1.36,
  AUD: 1.52,
  CHF: 0.88,
  INR: 83,
  PLN: 4,
  SEK: 10.5,
  SGD: 1.34,
  BRL: 5.1,
  ZAR: 18.5,
  MXN: 17.5,
  JPY: 150,
  NGN: 1500,
  PHP: 57,
}

const COUNTRIES: readonly Country[] = [
  {
    name: 'United States',
    currency: 'USD',
    payFactor: 1,
    language: 'English',
    cities: `
      New York | NY | 40.71 | -74.01 | America/New_York | EST
      Boston | MA | 42.36 | -71.06 | America/New_York | EST
      Atlanta | GA | 33.75 | -84.39 | America/New_York | EST
      Miami | FL | 25.76 | -80.19 | America/New_York | EST
      Philadelphia | PA | 39.95 | -75.17 | America/New_York | EST
      Columbus | OH | 39.96 | -83.0 | America/New_York | EST
      Charlotte | NC | 35.23 | -80.84 | America/New_York | EST
      Chicago | IL | 41.88 | -87.63 | America/Chicago | CST
      Austin | TX | 30.27 | -97.74 | America/Chicago | CST
      Dallas | TX | 32.78 | -96.8 | America/Chicago | CST
      Houston | TX | 29.76 | -95.37 | America/Chicago | CST
      Minneapolis | MN | 44.98 | -93.27 | America/Chicago | CST
      Nashville | TN | 36.16 | -86.78 | America/Chicago | CST
      Kansas City | MO | 39.1 | -94.58 | America/Chicago | CST
      Denver | CO | 39.74 | -104.99 | America/Denver | MST
      Phoenix | AZ | 33.45 | -112.07 | America/Phoenix | MST
      Salt Lake City | UT | 40.76 | -111.89 | America/Denver | MST
      San Francisco | CA | 37.77 | -122.42 | America/Los_Angeles | PST
      Los Angeles | CA | 34.05 | -118.24 | America/Los_Angeles | PST
      San Diego | CA | 32.72 | -117.16 | America/Los_Angeles | PST
      Seattle | WA | 47.61 | -122.33 | America/Los_Angeles | PST
      Portland | OR | 45.52 | -122.68 | America/Los_Angeles | PST`,
  },
  {
    name: 'Canada',
    currency: 'CAD',
    payFactor: 0.78,
    language: 'English',
    cities: `
      Toronto | ON | 43.65 | -79.38 | America/Toronto | EST
      Montreal | QC | 45.5 | -73.57 | America/Toronto | EST
      Vancouver | BC | 49.28 | -123.12 | America/Vancouver | PST
      Calgary | AB | 51.05 | -114.07 | America/Edmonton | MST`,
  },
  {
    name: 'United Kingdom',
    currency: 'GBP',
    payFactor: 0.75,
    language: 'English',
    cities: `
      London | - | 51.51 | -0.13 | Europe/London | GMT
      Manchester | - | 53.48 | -2.24 | Europe/London | GMT
      Edinburgh | - | 55.95 | -3.19 | Europe/London | GMT
      Birmingham | - | 52.49 | -1.89 | Europe/London | GMT`,
  },
  {
    name: 'Ireland',
    currency: 'EUR',
    payFactor: 0.78,
    language: 'English',
    cities: `
      Dublin | - | 53.35 | -6.26 | Europe/Dublin | GMT
      Cork | - | 51.9 | -8.47 | Europe/Dublin | GMT`,
  },
  {
    name: 'Germany',
    currency: 'EUR',
    payFactor: 0.74,
    language: 'German',
    cities: `
      Berlin | - | 52.52 | 13.41 | Europe/Berlin | CET
      Munich | - | 48.14 | 11.58 | Europe/Berlin | CET
      Hamburg | - | 53.55 | 9.99 | Europe/Berlin | CET`,
  },
  {
    name: 'France',
    currency: 'EUR',
    payFactor: 0.64,
    language: 'French',
    cities: `
      Paris | - | 48.86 | 2.35 | Europe/Paris | CET
      Lyon | - | 45.76 | 4.84 | Europe/Paris | CET`,
  },
  {
    name: 'Netherlands',
    currency: 'EUR',
    payFactor: 0.74,
    language: 'Dutch',
    cities: `
      Amsterdam | - | 52.37 | 4.9 | Europe/Amsterdam | CET
      Rotterdam | - | 51.92 | 4.48 | Europe/Amsterdam | CET`,
  },
  {
    name: 'Spain',
    currency: 'EUR',
    payFactor: 0.46,
    language: 'Spanish',
    cities: `
      Madrid | - | 40.42 | -3.7 | Europe/Madrid | CET
      Barcelona | - | 41.39 | 2.17 | Europe/Madrid | CET`,
  },
  {
    name: 'Portugal',
    currency: 'EUR',
    payFactor: 0.38,
    language: 'Portuguese',
    cities: 'Lisbon | - | 38.72 | -9.14 | Europe/Lisbon | GMT',
  },
  {
    name: 'Poland',
    currency: 'PLN',
    payFactor: 0.42,
    language: 'Polish',
    cities: `
      Warsaw | - | 52.23 | 21.01 | Europe/Warsaw | CET
      Krakow | - | 50.06 | 19.94 | Europe/Warsaw | CET`,
  },
  {
    name: 'Sweden',
    currency: 'SEK',
    payFactor: 0.62,
    language: 'Swedish',
    cities: 'Stockholm | - | 59.33 | 18.07 | Europe/Stockholm | CET',
  },
  {
    name: 'Switzerland',
    currency: 'CHF',
    payFactor: 1.1,
    language: 'German',
    cities: 'Zurich | - | 47.38 | 8.54 | Europe/Zurich | CET',
  },
  {
    name: 'India',
    currency: 'INR',
    payFactor: 0.22,
    language: 'Hindi',
    cities: `
      Bangalore | - | 12.97 | 77.59 | Asia/Kolkata | IST
      Mumbai | - | 19.08 | 72.88 | Asia/Kolkata | IST
      Hyderabad | - | 17.39 | 78.49 | Asia/Kolkata | IST
      Pune | - | 18.52 | 73.86 | Asia/Kolkata | IST`,
  },
  {
    name: 'Australia',
    currency: 'AUD',
    payFactor: 0.82,
    language: 'English',
    cities: `
      Sydney | NSW | -33.87 | 151.21 | Australia/Sydney | AEST
      Melbourne | VIC | -37.81 | 144.96 | Australia/Melbourne | AEST`,
  },
  {
    name: 'Singapore',
    currency: 'SGD',
    payFactor: 0.76,
    language: 'English',
    cities: 'Singapore | - | 1.35 | 103.82 | Asia/Singapore | SGT',
  },
  {
    name: 'Japan',
    currency: 'JPY',
    payFactor: 0.52,
    language: 'Japanese',
    cities: 'Tokyo | - | 35.68 | 139.69 | Asia/Tokyo | JST',
  },
  {
    name: 'Brazil',
    currency: 'BRL',
    payFactor: 0.28,
    language: 'Portuguese',
    cities: 'Sao Paulo | - | -23.55 | -46.63 | America/Sao_Paulo | BRT',
  },
  {
    name: 'Mexico',
    currency: 'MXN',
    payFactor: 0.3,
    language: 'Spanish',
    cities: 'Mexico City | - | 19.43 | -99.13 | America/Mexico_City | CST',
  },
  {
    name: 'South Africa',
    currency: 'ZAR',
    payFactor: 0.32,
    language: 'English',
    cities: 'Cape Town | - | -33.92 | 18.42 | Africa/Johannesburg | SAST',
  },
  {
    name: 'Nigeria',
    currency: 'NGN',
    payFactor: 0.15,
    language: 'English',
    cities: 'Lagos | - | 6.52 | 3.38 | Africa/Lagos | WAT',
  },
  {
    name: 'Philippines',
    currency: 'PHP',
    payFactor: 0.18,
    language: 'Filipino',
    cities: 'Manila | - | 14.6 | 120.98 | Asia/Manila | PHT',
  },
]

/** About half of them in the United States, as on the platform. */
export const PLACES: readonly Place[] = COUNTRIES.flatMap(readCities)

function readCities(country: Country): Place[] {
  return country.cities
    .trim()
    .split('\n')
    .map((line) => {
      const [city = '', state = '', latitude, longitude, timezone = '', abbreviation = ''] = line
        .split('|')
        .map((cell) => cell.trim())
      return {
        city,
        country: country.name,
        ...(state === '-' ? {} : { state }),
        latitude: Number(latitude),
        longitude: Number(longitude),
        timezone,
        abbreviation,
        currency: country.currency,
        payFactor: country.payFactor,
        language: country.language,
      }
    })
}
