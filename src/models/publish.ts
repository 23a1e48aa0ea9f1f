import { type ModelSource, parseBundle } from '../matching/bundle/bundle.ts'
import { ModelRefused } from '../matching/bundle/model-refused.ts'
import { addressOf, hashOf, toFiles, toSource } from './artifact.ts'
import { proveBundle } from './prove-bundle.ts'
import {
  type Act,
  DELIVERED,
  type ModelRegistry,
  type ModelVersion,
  type NewModelVersion,
} from './registry.ts'
import type { ArtifactStore } from './store/artifact-store.ts'

export interface PublishOptions {
  readonly store: ArtifactStore
  readonly registry: ModelRegistry
  readonly act: Act
  /** Default `candidate`. */
  readonly status?: NewModelVersion['status']
}

/**
 * Keeps a model and registers it; it serves when it is activated. The files come first and are read
 * back, so that a version that is registered can be loaded; killed in between, it leaves files that
 * nobody knows of, and publishing it again finds them. The same model again is the same version.
 *
 * @throws {ModelRefused} when it is not whole or not for this code, or cannot be kept
 */
export async function publishModel(
  source: ModelSource,
  { store, registry, act, status = 'candidate' }: PublishOptions,
): Promise<ModelVersion> {
  const described = describe(source)
  const hash = hashOf(source)
  const path = addressOf(described.version, hash)
  await store.put(path, toFiles(source))
  parseBundle(toSource(await store.get(path), `${store.place}/${path}`, hash))
  return registry.add({ ...described, path, sha256: hash, status }, act)
}

/**
 * Registers the model that came with the code, once. It becomes the active one where there is none, and
 * in place of one that came with an earlier release; one that was trained since stays.
 *
 * @throws {ModelRefused} when it is not whole or not for this code
 */
export async function registerDelivered(
  registry: ModelRegistry,
  source: ModelSource,
): Promise<void> {
  const sha256 = hashOf(source)
  const known = await registry.list()
  const active = known.find(({ isActive }) => isActive)
  if (active && known.some((version) => version.sha256 === sha256)) return
  const described = describe(source)
  const act = { actor: 'service', reason: 'it came with the code' }
  const version = { ...described, path: DELIVERED, sha256, status: 'candidate' as const }
  const added = await registry.add(version, act)
  const isOlder = (active?.trainedAt?.getTime() ?? 0) < version.trainedAt.getTime()
  const replaces = active?.path === DELIVERED && isOlder
  await registry.activate(added.version, act, !replaces)
}

/** @throws {ModelRefused} when it may not serve */
function describe(source: ModelSource) {
  const bundle = parseBundle(source)
  proveBundle(source, bundle)
  const { version, basis, trained_at, metrics, feature_importances } = bundle.manifest
  const trainedAt = new Date(trained_at)
  if (!NAME.test(version) || Number.isNaN(trainedAt.getTime())) {
    const message = `${source.from}: the manifest has no version such as 1.0.20260301, or no trained_at`
    throw new ModelRefused('unusable', message)
  }
  return {
    version: version.replace(NUMBERED, '$1'),
    basis,
    trainedAt,
    metrics,
    featureImportances: feature_importances,
    manifest: source.manifest,
  }
}

const NAME = /^\w[\w.-]{0,39}$/
/** A second one of a day, as the registry names it: where it is published anew, it is numbered anew. */
const NUMBERED = /^(\d+\.\d+\.\d{8})-\d+$/
