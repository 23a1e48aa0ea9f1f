import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTRACT_HASH, RANKED_FEATURES } from '../../src/features/registry.ts'
import { BUNDLE_FILES, type Manifest } from '../../src/matching/bundle/bundle.ts'
import { findBreaches } from '../../src/training/evaluate/monotone-breaches.ts'

const MODEL = process.env.MODEL_PATH ?? 'models/initial'
const read = (name: string) => readFileSync(join(MODEL, name), 'utf8')
const manifest = JSON.parse(read('manifest.json')) as Manifest
const metric = (name: string): number => {
  const value = manifest.metrics[name]
  if (typeof value !== 'number') throw new RangeError(`the manifest has no ${name}`)
  return value
}

describe('the delivered model', () => {
  it('is whole, and made for the features of this code', () => {
    for (const name of BUNDLE_FILES) {
      expect(createHash('sha256').update(read(name)).digest('hex'), name).toBe(
        manifest.sha256[name],
      )
    }
    expect(manifest.feature_names).toEqual(RANKED_FEATURES.map(({ name }) => name))
    expect(manifest.contract_hash).toBe(CONTRACT_HASH)
    expect(manifest.basis).toBe('synthetic')
  })

  it('judges held-out pairs well: far better than chance and rules, near the noise of the labels', () => {
    const rmse = metric('rmse')
    expect(rmse).toBeLessThanOrEqual(0.7 * metric('rmse_of_random'))
    expect(rmse).toBeLessThanOrEqual(0.7 * metric('rmse_of_mean'))
    expect(rmse).toBeLessThan(metric('rmse_of_rules_recalibrated'))
    expect(rmse).toBeLessThanOrEqual(1.15 * metric('rmse_of_noise'))
  })

  it('holds four fifths of held-out labels in its intervals', () => {
    expect(Math.abs(metric('interval_coverage') - 0.8)).toBeLessThan(0.03)
  })

  it('keeps to the direction of every feature, in every tree', () => {
    const directions = RANKED_FEATURES.map(({ ranked }) => ranked)
    expect(findBreaches(read('ranker.txt'), directions)).toEqual([])
  })

  it('shares out its importances', () => {
    const shares = Object.values(manifest.feature_importances)
    expect(Object.keys(manifest.feature_importances)).toEqual(manifest.feature_names)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
  })
})
