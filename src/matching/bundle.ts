import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeatureContext } from '../features/context.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../features/registry.ts'
import { type Calibration, parseCalibration } from '../ranking/calibration.ts'
import { LightgbmRanker } from '../ranking/lightgbm.ts'
import type { Ranker } from '../ranking/ranker.ts'
import { sha256 } from '../sha256.ts'
import { withOwnRates } from './rates-file.ts'
import { contextOf, type Tables } from './tables.ts'

/** What a model is and where it came from: `manifest.json` of its folder. */
export interface Manifest {
  readonly version: string
  /** ISO 8601. */
  readonly trained_at: string
  /** What the labels are: `synthetic`, or `feedback`. */
  readonly basis: string
  readonly feature_names: readonly string[]
  readonly contract_hash: string
  /** The embedder whose vectors the model was trained on. */
  readonly embedder: string
  /** SHA-256 of each other file of the folder, hexadecimal. */
  readonly sha256: Readonly<Record<string, string>>
  readonly calibration: unknown
  /** Half-width of the 80 % interval over the predicted absolute residual. */
  readonly interval_factor: number
  /** 1st and 99th percentile of summed contributions on the training data, by group and by story. */
  readonly contribution_ranges: Readonly<Record<string, readonly [low: number, high: number]>>
  /** Share of all absolute contributions on the training data, by feature; sums to 1. */
  readonly feature_importances: Readonly<Record<string, number>>
  readonly metrics: Readonly<Record<string, unknown>>
  /** How it was made: seeds, library, sizes. */
  readonly training: Readonly<Record<string, unknown>>
}

/** Everything an answer depends on besides its input and the day. Immutable; a request leases one. */
export interface Bundle {
  readonly manifest: Manifest
  readonly ranker: Ranker
  readonly calibration: Calibration
  /** Predicts the absolute residual of a score, in points. */
  readonly residual: Ranker
  readonly contextOn: (today: number) => FeatureContext
}

/** Names of the files beside the manifest. */
export const BUNDLE_FILES = ['ranker.txt', 'residual.txt', 'tables.json'] as const

/**
 * Loads a model's folder and checks it: files whole and unchanged, made for the features of this
 * code.
 *
 * @throws {Error} naming the file and what is wrong with it
 */
export async function loadBundle(folder: string): Promise<Bundle> {
  const manifest = await readManifest(folder)
  const read = (name: (typeof BUNDLE_FILES)[number]) =>
    readChecked(join(folder, name), manifest.sha256[name])
  const [ranker, residual, tables] = await Promise.all([
    read('ranker.txt'),
    read('residual.txt'),
    read('tables.json'),
  ])
  try {
    return assembleBundle(
      manifest,
      ranker,
      residual,
      await withOwnRates(JSON.parse(tables) as Tables, folder),
    )
  } catch (error) {
    const cause = error as Error
    throw new Error(`${folder}: no usable model: ${cause.message}`, { cause })
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json')
  const manifest = parseManifest(path, await readFile(path, 'utf8'))
  if (manifest.contract_hash !== CONTRACT_HASH) {
    const names = RANKED_FEATURES.map(({ name }) => name)
    const differing = names.filter((name) => !manifest.feature_names?.includes(name))
    throw new Error(
      `${folder}: the model was trained for other features than this code computes` +
        (differing.length > 0 ? ` (it lacks ${differing.join(', ')})` : '') +
        '; train it again with `talentmatch train-initial`',
    )
  }
  return manifest
}

function parseManifest(path: string, text: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest | null
    if (typeof manifest?.sha256 === 'object') return manifest
  } catch {
    // Not JSON: said below.
  }
  throw new Error(`${path}: not a model's manifest; restore it or train again`)
}

async function readChecked(path: string, expected: string | undefined): Promise<string> {
  const text = await readFile(path, 'utf8')
  if (sha256(text) !== expected) {
    throw new Error(`${path}: not the file that its manifest describes; restore it or train again`)
  }
  return text
}

function assembleBundle(
  manifest: Manifest,
  ranker: string,
  residual: string,
  tables: Tables,
): Bundle {
  let context: FeatureContext | undefined
  return Object.freeze({
    manifest,
    ranker: LightgbmRanker.parse(ranker),
    calibration: parseCalibration(manifest.calibration),
    residual: LightgbmRanker.parse(residual),
    contextOn: (today: number) => {
      if (context?.today !== today) context = contextOf(tables, today)
      return context
    },
  })
}
