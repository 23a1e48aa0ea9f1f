import { parseBundle, readModelFolder } from '../../matching/bundle/bundle.ts'
import { ModelRefused } from '../../matching/bundle/model-refused.ts'
import type { AdministrationParts } from '../../models/administration.ts'
import { hashOf } from '../../models/artifact.ts'
import type { LoadedModel } from '../../models/loader.ts'
import { registerDelivered } from '../../models/publish.ts'

export interface Champion extends LoadedModel {
  /** The active version, which a challenger would replace. */
  readonly activeVersion: string
  /** Hash of the manifest of the model that is compared with. */
  readonly sha256: string
}

/**
 * The active model; where it cannot serve, as after features have changed, the one that came with the code,
 * which serves then.
 *
 * @throws {ModelRefused} when neither can
 */
export async function findChampion({ registry, loader }: AdministrationParts): Promise<Champion> {
  const findActive = async () => (await registry.list()).find(({ isActive }) => isActive)
  let active = await findActive()
  if (!active) {
    const { ownRates: _rates, ...delivered } = await readModelFolder(loader.deliveredFolder)
    await registerDelivered(registry, delivered)
    active = await findActive()
  }
  if (!active) throw new Error('no version of the model is active')
  const { version: activeVersion } = active
  try {
    const loaded = await loader.load(active)
    return { ...loaded, activeVersion, sha256: hashOf(loaded.source) }
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error
    const source = await readModelFolder(loader.deliveredFolder)
    return { source, bundle: parseBundle(source), activeVersion, sha256: hashOf(source) }
  }
}
