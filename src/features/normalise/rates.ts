/** US dollars for one unit of a currency, by ISO 4217 code. */
export type Rates = Readonly<Record<string, number>>

/** About when {@link DEFAULT_RATES} held. */
export const DEFAULT_RATES_DATE = '2025-06-30'

/**
 * Set by hand, rounded, to what the currencies were worth about that day; taken from no published
 * series. Good to tell whether two salaries are near each other, not to pay with. A model carries the
 * rates that it was trained with in its `tables.json`; a `rates.json` beside it replaces single ones.
 */
export const DEFAULT_RATES: Rates = {
  USD: 1,
  EUR: 1.17,
  GBP: 1.37,
  CAD: 0.73,
  AUD: 0.65,
  NZD: 0.61,
  CHF: 1.26,
  SEK: 0.105,
  NOK: 0.099,
  DKK: 0.157,
  PLN: 0.276,
  CZK: 0.0475,
  HUF: 0.00293,
  RON: 0.231,
  BGN: 0.6,
  TRY: 0.0251,
  UAH: 0.024,
  ILS: 0.297,
  AED: 0.2723,
  SAR: 0.2666,
  QAR: 0.2747,
  EGP: 0.0201,
  ZAR: 0.0564,
  NGN: 0.00065,
  KES: 0.00774,
  INR: 0.01166,
  PKR: 0.00352,
  BDT: 0.00815,
  CNY: 0.1396,
  HKD: 0.1274,
  TWD: 0.0342,
  JPY: 0.00694,
  KRW: 0.00074,
  SGD: 0.786,
  MYR: 0.2375,
  THB: 0.0308,
  IDR: 0.0000616,
  PHP: 0.01775,
  VND: 0.0000383,
  BRL: 0.184,
  MXN: 0.0533,
  ARS: 0.00084,
  CLP: 0.00107,
  COP: 0.000245,
  PEN: 0.282,
}
