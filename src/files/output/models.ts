import { plainTable, printable, trimLines } from './table.ts'

export interface ListedModel {
  readonly version: string
  readonly status: string
  readonly isPinned: boolean
  readonly basis: string | null
  readonly trainedAt: Date | null
  readonly metrics: Readonly<Record<string, unknown>> | null
  readonly activation: {
    readonly at: Date
    readonly actor: string
    readonly reason: string | null
  } | null
}

const HEAD = ['version', 'status', 'basis', 'trained', 'rmse', 'active since', 'by', 'why']
const WIDTHS = [20, 18, 11, 12, 7, 18, 20, 36]

/** A line for each version, for people to read. */
export function toModelTable(versions: readonly ListedModel[]): string {
  const table = plainTable([...HEAD], [...WIDTHS], 0)
  for (const version of versions) {
    const { activation, metrics } = version
    const rmse = metrics?.rmse
    table.push([
      printable(version.version),
      version.isPinned ? `${version.status}, pinned` : version.status,
      printable(version.basis ?? '?'),
      version.trainedAt?.toISOString().slice(0, 10) ?? '?',
      typeof rmse === 'number' ? rmse.toFixed(2) : '',
      activation ? activation.at.toISOString().slice(0, 16).replace('T', ' ') : '',
      printable(activation?.actor ?? ''),
      printable(activation?.reason ?? ''),
    ])
  }
  return trimLines(table.toString())
}

export const toModelJson = (versions: readonly ListedModel[]): string =>
  JSON.stringify(versions, null, 2)
