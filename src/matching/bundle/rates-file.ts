import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rates } from '../../features/normalise/pay/rates.ts'
import { ModelRefused } from './model-refused.ts'
import type { Tables } from './tables.ts'

export const RATES_FILE = 'rates.json'

/**
 * Currencies move and models stay: a `rates.json` in a model's folder, US dollars for one unit by
 * ISO 4217 code, replaces single rates of its tables. It is the operator's own, so the manifest has
 * no hash of it.
 *
 * @returns undefined where there is none
 * @throws {ModelRefused} naming the file when it holds something else
 */
export async function readOwnRates(folder: string): Promise<Rates | undefined> {
  const path = join(folder, RATES_FILE)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const rates = parse(text)
  if (!isRates(rates)) {
    throw new ModelRefused(
      'unusable',
      `${path}: must be an object such as {"EUR": 1.1}, of positive numbers`,
    )
  }
  return rates
}

/** The tables with the rates that go before theirs. */
export const withOwnRates = (tables: Tables, ownRates: Rates | undefined): Tables =>
  ownRates ? { ...tables, rates: { ...tables.rates, ...ownRates } } : tables

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** US dollars for the dearest unit are a few; anything far above is no rate. */
const MOST = 1_000

export const isRates = (value: unknown): value is Rates =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(
    ([code, rate]) =>
      /^[A-Z]{3}$/.test(code) && typeof rate === 'number' && rate > 0 && rate <= MOST,
  )
