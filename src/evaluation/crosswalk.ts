import { readFile } from 'node:fs/promises'

export type Split = 'dev' | 'test'

/** Which jobs fit a talent, with the grade of the fit; by talent id, then job id. */
export type Crosswalk = ReadonlyMap<string, ReadonlyMap<string, number>>

/**
 * Reads the talents of one split from a table with the columns `talent_id`, `job_id`, `relevance`
 * (above 0) and `split`, separated by tabs.
 *
 * @throws {Error} naming the file and the line that is wrong
 */
export async function readCrosswalk(path: string, split: Split): Promise<Crosswalk> {
  const [header = '', ...lines] = (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/)
  const columns = header.split('\t')
  const [talentAt, jobAt, gradeAt, splitAt] = ['talent_id', 'job_id', 'relevance', 'split'].map(
    (name) => {
      const at = columns.indexOf(name)
      if (at < 0) throw new Error(`${path}: missing column ${name}`)
      return at
    },
  ) as [number, number, number, number]
  const crosswalk = new Map<string, Map<string, number>>()
  lines.forEach((line, at) => {
    const cells = line.split('\t')
    const [talent, job, grade] = [cells[talentAt], cells[jobAt], Number(cells[gradeAt])]
    if (!talent || !job || !(grade > 0)) throw new Error(`${path}:${at + 2}: not a graded pair`)
    if (cells[splitAt] !== split) return
    crosswalk.set(talent, (crosswalk.get(talent) ?? new Map<string, number>()).set(job, grade))
  })
  return crosswalk
}
