import { readFile } from 'node:fs/promises'

/** Of Linux: a hundredth of a second each. */
const TICK_MS = 10

/** Resident memory of a process, its threads included, in MiB; NaN where it has ended, and off Linux. */
export async function residentMib(pid: number | string | undefined): Promise<number> {
  const status = await readProc(pid, 'status')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

/** Processor time that a process has had, all threads, in ms; NaN likewise. */
export async function cpuMs(pid: number): Promise<number> {
  // Behind the name, which may have blanks: fields 14 and 15 are user and system time.
  const stat = await readProc(pid, 'stat')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return TICK_MS * (Number(fields[11]) + Number(fields[12]))
}

const readProc = (pid: number | string | undefined, name: string) =>
  readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
