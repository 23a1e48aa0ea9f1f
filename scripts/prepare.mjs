// Makes a bare checkout ready to run: the right Node, the locked dependencies, compiled code.
// Plain Node without imports of packages, since it runs before there are any.
// Everything it says goes to stderr; standard output belongs to the command that follows.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What `tsconfig.build.json` compiles, and what decides how. */
const COMPILED = [
  'src',
  'supabase/functions/_shared',
  'bench',
  'tsconfig.json',
  'tsconfig.build.json',
]
const STAMP = join(ROOT, 'dist/.stamp')

/** Node version, dependencies and build; each step costs milliseconds when it has nothing to do. */
export function prepare() {
  requireNode()
  installDependencies()
  build()
}

/** Ends the process with a sentence where Node is older than `engines.node` asks. */
export function requireNode() {
  const wanted = readJson('package.json').engines.node.replace(/^>=/, '')
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number)
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return
  fail(
    `This needs Node ${wanted} or newer; here runs ${process.versions.node} (${process.execPath}).`,
    'Get a current one from https://nodejs.org, or run `nvm install 20`.',
  )
}

/** Runs `npm ci` where `node_modules` is missing or is not what `package-lock.json` names. */
export function installDependencies() {
  if (dependenciesAreCurrent()) return
  say('Installing the locked dependencies (once, about a minute) ...')
  // --include=dev: the compiler is among them, also where NODE_ENV=production.
  const status = runNpm(['ci', '--include=dev', '--no-audit', '--no-fund'])
  if (status === 0) return
  fail(
    'npm ci failed; the lines above say why.',
    'Without a connection to the package registry it cannot work; otherwise run it again.',
  )
}

/** Compiles to `dist/` where a source changed, came or went since the last build. */
export function build() {
  const stamp = sourceStamp()
  const built = readIfThere(STAMP)?.split('\n') ?? []
  if (built[0] === stamp.hash) return
  say(built.length === 0 ? 'Building ...' : 'Sources changed, building ...')
  // The compiler leaves the output of a source that is gone; then everything is built anew.
  const gone = built.slice(1).some((file) => !stamp.files.includes(file))
  if (gone) rmSync(join(ROOT, 'dist'), { recursive: true, force: true })
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const status = run(process.execPath, [compiler, '-p', 'tsconfig.build.json'])
  if (status !== 0) fail('The build failed; the compiler names file and line above.')
  writeFileSync(STAMP, [stamp.hash, ...stamp.files].join('\n'))
}

/** npm notes in `node_modules/.package-lock.json` what it installed, as its last step. */
function dependenciesAreCurrent() {
  const text = readIfThere(join(ROOT, 'node_modules/.package-lock.json'))
  if (text === undefined) return false
  const installed = JSON.parse(text).packages
  const { '': _root, ...locked } = readJson('package-lock.json').packages
  const same = ([path, entry]) =>
    // An optional package of another platform is locked, and rightly not installed.
    path in installed ? installed[path].version === entry.version : entry.optional === true
  return (
    Object.entries(locked).every(same) && Object.keys(installed).every((path) => path in locked)
  )
}

/** Path, size and time of every source: a walk of a few hundred files, no file is opened. */
function sourceStamp() {
  const hash = createHash('sha256').update(
    `${readJson('package-lock.json').packages['node_modules/typescript'].version}\n`,
  )
  const files = COMPILED.flatMap(filesBelow).sort()
  for (const file of files) {
    const { mtimeMs, size } = statSync(join(ROOT, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return { hash: hash.digest('hex'), files }
}

function filesBelow(path) {
  const full = join(ROOT, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full).flatMap((name) => filesBelow(`${path}/${name}`))
}

function runNpm(args) {
  // Below `npm start` npm names its own script; started with plain node it is looked up.
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args])
  return run('npm', args, { shell: process.platform === 'win32' })
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, process.stderr],
    ...options,
  })
  if (error) fail(`${command} could not be started: ${error.message}`)
  return status
}

function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** @returns {never} */
export function fail(...lines) {
  for (const line of lines) say(line)
  process.exit(1)
}
