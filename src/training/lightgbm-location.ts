import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { installFromWheel, type Wheel } from '../runtime/pip-wheel.ts'

/** The version that models are trained with where no library is set. */
export const LIGHTGBM_VERSION = '4.7.0'

/** LightGBM publishes its C library only inside its Python wheels. */
export const LIGHTGBM_WHEEL: Wheel = {
  name: 'lightgbm',
  version: LIGHTGBM_VERSION,
  sha256: {
    'lightgbm-4.7.0-py3-none-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl':
      'd23e922acd891e77212e4d0fbcee9ba973c96dee479491341d05ba595357ebb7',
    'lightgbm-4.7.0-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl':
      'd4529acec5c6fefe4768302a529707d0ead90f6a6f42df694b856212e09695b8',
    'lightgbm-4.7.0-py3-none-macosx_12_0_arm64.whl':
      '129535462686f274df179133643118c5c5c5667167fe6c3a28d955f0b3c8e868',
    'lightgbm-4.7.0-py3-none-macosx_10_15_x86_64.whl':
      'dfc1cfe8e760387be1e7ba7a214688be21fdff96e4ed9749188f83e1877c2477',
  },
}

const LIBRARY_FILE = process.platform === 'darwin' ? 'lib_lightgbm.dylib' : 'lib_lightgbm.so'

export interface LightgbmLocation {
  /** The setting `LIGHTGBM_LIB`: path of an installed C library; nothing is fetched then. */
  readonly library?: string | undefined
  /** Where a fetched library is kept; the user's cache folder if left out. */
  readonly cacheFolder?: string | undefined
}

/**
 * Path of LightGBM's C library: the one set, else the one cached, else fetched once from PyPI.
 *
 * @throws WheelError when it has to be fetched and cannot be; the message says how to mend it
 */
export async function locateLightgbm(
  { library, cacheFolder = userCacheFolder() }: LightgbmLocation = {},
  signal?: AbortSignal,
): Promise<string> {
  if (library) return library
  const folder = join(cacheFolder, `lightgbm-${LIGHTGBM_WHEEL.version}`)
  const path = join(folder, LIBRARY_FILE)
  if (!(await exists(path))) {
    await installFromWheel(LIGHTGBM_WHEEL, [`lightgbm/lib/${LIBRARY_FILE}`], folder, signal)
  }
  return path
}

function userCacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'talentmatch')
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
