import { type ChildProcess, fork } from 'node:child_process'

/** What a child process sends to whoever started it. */
export type ChildMessage<Progress, Result> =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'failed'; readonly reason: string }

export interface ChildOptions<Progress> {
  /** What it does, for messages. */
  readonly name: string
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal | undefined
  /** Left to it, after the signal, to put its things in order; default 0, it is killed at once. */
  readonly graceMs?: number
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** The child failed; the message is its own, or says how it died. */
export class ChildError extends Error {
  override readonly name = 'ChildError'
}

/**
 * Starts a child process, sends it one message, and waits for what it makes of it.
 *
 * @param file its entry, as `compiledFile` finds it; see {@link answerParent}
 * @throws ChildError when it fails or dies
 * @throws the signal's reason when aborted, once the child is gone
 */
export async function runChild<Job extends object, Progress, Result>(
  file: string,
  job: Job,
  { name, env = process.env, signal, graceMs = 0, onProgress }: ChildOptions<Progress>,
): Promise<Result> {
  signal?.throwIfAborted()
  const child = fork(file, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env, execArgv: [] })
  const output = keepTail(child)
  const kill = () => child.kill('SIGKILL')
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    if (graceMs === 0) return kill()
    timer = setTimeout(kill, graceMs)
    return child.kill('SIGTERM')
  }
  signal?.addEventListener('abort', stop)
  try {
    return await new Promise((resolve, reject) => {
      child.on('message', (message: ChildMessage<Progress, Result>) => {
        if (message.type === 'progress') onProgress?.(message.progress)
        else if (signal?.aborted) return
        else if (message.type === 'done') resolve(message.result)
        else reject(new ChildError(message.reason))
      })
      child.on('error', (cause) => reject(new ChildError(`${name}: ${cause.message}`, { cause })))
      child.on('close', (code, killedBy) => {
        const end = killedBy ? `was killed by ${killedBy}` : `ended with code ${code}`
        reject(signal?.aborted ? signal.reason : new ChildError(`${name} ${end}. ${output()}`))
      })
      child.send(job)
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    clearTimeout(timer)
    kill()
  }
}

/** Native libraries print before they die; the last lines explain the death. */
function keepTail(child: ChildProcess): () => string {
  let tail = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-2000)
    })
  }
  return () => tail.trim()
}

/** In a child: does what the parent sends, answers, and ends; it ends with the parent too. */
export function answerParent<Job, Progress, Result>(
  work: (job: Job, tell: (progress: Progress) => void) => Promise<Result>,
): void {
  const send = (message: ChildMessage<Progress, Result>, sent = () => {}) =>
    process.send?.(message, sent)
  const end = () => process.disconnect()
  process.once('disconnect', () => process.exit(1))
  process.once('message', (job: Job) => {
    work(job, (progress) => send({ type: 'progress', progress })).then(
      (result) => send({ type: 'done', result }, end),
      (error) => {
        const reason = error instanceof Error ? error.message : `${error}`
        send({ type: 'failed', reason }, end)
      },
    )
  })
}
