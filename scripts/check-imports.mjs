// `npm run check:imports [root]`: every import of `src/` points to its own folder or to one that is named before it.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** From what all use to what starts it all; `docs/architecture.md` says what each is. */
const FOLDERS = [
  ...['runtime', 'text', 'pages', 'settings', 'files', 'db', 'db/embedded', 'terminal'],
  ...['alerts', 'quality', 'privacy', 'ranking', 'embeddings', 'features'],
  ...['matching', 'matching/bundle', 'matching/stories', 'matching/pairs', 'matching/answers'],
  ...['matching/stored', 'matching/engine', 'matching/by-id'],
  ...['interactions', 'models', 'training', 'evaluation', 'fairness', 'rollout', 'simulation'],
  ...['db/platform', 'db/match-index', 'db/interactions', 'db/models', 'db/rollout', 'db/privacy'],
  ...['db/observation', 'jobs/queue', 'jobs/training', 'jobs/indexing', 'jobs/privacy'],
  ...['jobs/monitoring', 'observation', 'setup', 'http', 'demo', 'processes', 'commands', 'cli.ts'],
]
/** Of these, each folder stands for itself. */
const SPLIT = new Set(['db', 'jobs', 'matching'])

const ROOT = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..')
const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g

/** @param {string} file below `src/` */
function folderOf(file) {
  const [first = '', second = '', ...more] = file.split('/')
  return SPLIT.has(first) && more.length > 0 ? `${first}/${second}` : first
}

const faults = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const folder = folderOf(file)
    if (!FOLDERS.includes(folder))
      return [`src/${file}: ${folder} is not in FOLDERS of scripts/check-imports.mjs`]
    const text = readFileSync(join(ROOT, 'src', file), 'utf8')
    return [...text.matchAll(IMPORT)].flatMap(([, path = '']) => {
      const imported = posix.join(posix.dirname(file), path)
      if (imported.startsWith('..')) return []
      return FOLDERS.indexOf(folderOf(imported)) > FOLDERS.indexOf(folder)
        ? [
            `src/${file} must not import src/${imported}: ${folder} comes before ${folderOf(imported)}`,
          ]
        : []
    })
  })
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
