import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseDocument } from 'htmlparser2'

/** A test as Deno reports it. */
export interface DenoTest {
  readonly name: string
  /** What went wrong, if anything. */
  readonly failure: string | undefined
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DENO = join(ROOT, 'node_modules/.bin/deno')
const CONFIG = join(ROOT, 'supabase/functions/ml-matching-gateway/deno.json')

/**
 * Runs files of tests under Deno, where the gateway lives.
 *
 * @param files below `test/gateway/deno`
 * @throws {Error} when Deno ends without a report, or fails beside its tests
 */
export async function runDenoTests(
  files: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<readonly DenoTest[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deno-tests-'))
  const report = join(folder, 'report.xml')
  const paths = files.map((file) => join(ROOT, 'test/gateway/deno', file))
  const options = [
    '--node-modules-dir=manual',
    '--allow-all',
    '--config',
    CONFIG,
    `--junit-path=${report}`,
  ]
  try {
    const deno = spawn(DENO, ['test', ...options, ...paths], {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [deno.stdout, deno.stderr]) stream.on('data', (text) => (output += text))
    const [code] = (await once(deno, 'exit')) as [number]
    const tests = toTests(await readFile(report, 'utf8').catch(() => ''))
    const failed = tests.filter(({ failure }) => failure !== undefined)
    if (tests.length === 0 || (code !== 0 && failed.length === 0)) {
      throw new Error(`deno test ended with ${code}:\n${output}`)
    }
    return tests
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function toTests(xml: string): DenoTest[] {
  const tests: DenoTest[] = []
  const visit = (node: Node) => {
    if (node.name === 'testcase') {
      tests.push({ name: node.attribs?.name ?? '', failure: failureOf(node) })
    }
    node.children?.forEach(visit)
  }
  visit(parseDocument(xml, { xmlMode: true }) as Node)
  return tests
}

/** As much of the report's tree as is read. */
interface Node {
  readonly name?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly Node[]
  readonly data?: string
}

function failureOf({ children = [] }: Node): string | undefined {
  const failure = children.find(({ name }) => name === 'failure' || name === 'error')
  return failure && `${failure.attribs?.message ?? ''}\n${textOf(failure)}`
}

const textOf = ({ data = '', children = [] }: Node): string => data + children.map(textOf).join('')
