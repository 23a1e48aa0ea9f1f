import { spawnSync } from 'node:child_process'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFile } from '../../src/runtime/project-file.ts'
import { ask } from './ask.ts'
import { ServerProcess } from './server-process.ts'

const isInstalled = spawnSync('nginx', ['-v']).error === undefined

/** Why there is no balancer here; undefined where there is. */
export const noNginx = isInstalled ? undefined : 'nginx is not installed (apt-get install nginx)'

export interface NginxOptions {
  /** Where its files go: nobody else's. */
  readonly folder: string
  readonly port: number
  /** Those of replicas on this machine. */
  readonly replicaPorts: readonly number[]
}

/** The log of calls: status, and the status of each replica that was tried for it. */
const LOG_FILE = 'calls.log'

/** nginx with the configuration that `deploy/` has, before replicas on this machine. */
export async function startNginx({ folder, port, replicaPorts }: NginxOptions) {
  const template = await readFile(projectFile('deploy/nginx.conf.template'), 'utf8')
  const servers = replicaPorts.map(
    (each) => `server 127.0.0.1:${each} max_fails=3 fail_timeout=2s;`,
  )
  const values: Readonly<Record<string, string>> = {
    LISTEN: `127.0.0.1:${port}`,
    SERVERS: servers.join('\n  '),
  }
  const ours = template.replaceAll(/\$\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '')
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n')
  const path = join(folder, 'nginx.conf')
  await writeFile(
    path,
    `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log warn;
events { worker_connections 1024; }
http {
log_format tries '$status $upstream_status';
access_log ${folder}/${LOG_FILE} tries;
${paths}
${ours}
}
`,
  )
  // Its workers are nobody in particular where this process is root.
  await chmod(folder, 0o755)
  const url = `http://127.0.0.1:${port}`
  const server = await ServerProcess.start({
    name: 'nginx',
    command: 'nginx',
    args: ['-c', path, '-p', folder, '-e', join(folder, 'nginx.log')],
    isReady: async () => (await ask(`${url}/metrics`)).status === 404,
  })
  return {
    url,
    server,
    /** Calls that were answered by the second or third replica that was asked. */
    countRepeated: async () => {
      const log = await readFile(join(folder, LOG_FILE), 'utf8')
      return (log.match(/^\d+ .*[,:] \d+/gm) ?? []).length
    },
  }
}
