import { SingleBar } from 'cli-progress'

/** Shows how far long work is. */
export interface Progress {
  /** @param done how much is done so far, in the unit of `total` */
  update(done: number): void
  /** Ends it, after a failure too: a bar keeps the process alive. The last thing shown is how long it took. */
  done(): void
}

/** Log files are read later, by people: a line every few seconds says enough. */
const LINE_INTERVAL_MS = 5_000
/** Of the time that it has taken so far: what takes hours has some thirty lines. */
const LINE_INTERVAL_SHARE = 0.25

/**
 * Starts to show progress on stderr: a bar on a terminal, plain lines elsewhere, ever fewer (none for
 * work that takes less than five seconds).
 *
 * @param total left out where it is not known, as for a file that is read only once
 */
export function startProgress(
  label: string,
  total?: number,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  return stream.isTTY ? startBar(label, total, stream) : startLines(label, total, stream)
}

/** Shows work that tells its steps by name, one after the other. */
export function startSteps(): {
  update(step: string, done: number, total: number): void
  done(): void
} {
  let current: { readonly step: string; readonly progress: Progress } | undefined
  return {
    update: (step, done, total) => {
      if (current?.step !== step) {
        current?.progress.done()
        current = { step, progress: startProgress(step, total) }
      }
      current.progress.update(done)
    },
    done: () => current?.progress.done(),
  }
}

function startBar(label: string, total: number | undefined, stream: NodeJS.WriteStream): Progress {
  const format =
    total === undefined
      ? '{value} · {duration_formatted}'
      : '{bar} {value}/{total} · {eta_formatted} left'
  const bar = new SingleBar({
    stream,
    format: `${label} ${format}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    formatTime: formatSeconds,
    hideCursor: true,
    // The caller decides what an interrupt does; `done` gives the cursor back.
    gracefulExit: false,
    emptyOnZero: true,
  })
  bar.start(total ?? 0, 0)
  const showCursor = () => stream.write('\x1b[?25h')
  process.once('exit', showCursor)
  return {
    update: (done) => bar.update(done),
    done: () => {
      bar.stop()
      process.off('exit', showCursor)
    },
  }
}

/** @param seconds the bar's estimate is text, such as `INF`, until it has seen something move */
function formatSeconds(seconds: number | string): string {
  if (typeof seconds === 'string') return '?'
  const minutes = Math.floor(seconds / 60)
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`
}

function startLines(
  label: string,
  total: number | undefined,
  stream: NodeJS.WriteStream,
): Progress {
  const started = performance.now()
  let printedAt = started
  let last = 0
  const print = (suffix = '') => {
    const of = total === undefined ? '' : ` of ${total}`
    stream.write(`${label} ${last}${of}${suffix}\n`)
  }
  return {
    update: (done) => {
      last = done
      const now = performance.now()
      const interval = Math.max(LINE_INTERVAL_MS, (now - started) * LINE_INTERVAL_SHARE)
      // The last line is that of the end.
      if (done === total || now - printedAt < interval) return
      printedAt = now
      print()
    },
    done: () => {
      const ms = performance.now() - started
      if (ms >= LINE_INTERVAL_MS) print(`, ${Math.round(ms / 1000)} s`)
    },
  }
}
