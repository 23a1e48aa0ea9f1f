import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Removes what a folder holds but for the `count` entries that were changed last; hidden ones stay. */
export async function keepNewest(folder: string, count: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'))
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  for (const { name } of dated.sort((a, b) => b.at - a.at).slice(count)) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}
