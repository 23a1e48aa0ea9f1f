import type { Ranking } from './ranking.ts'

/** One JSON array. Cut off, it is no valid JSON: a reader sees that something is missing. */
export async function* toJson(rankings: AsyncIterable<Ranking>): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const ranking of rankings) {
    yield `${separator}${JSON.stringify(toRecord(ranking))}`
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

/** One ranking a line. */
export async function* toJsonLines(rankings: AsyncIterable<Ranking>): AsyncGenerator<string> {
  for await (const ranking of rankings) yield `${JSON.stringify(toRecord(ranking))}\n`
}

function toRecord({ side, subject, matches }: Ranking) {
  const other = side === 'talent' ? 'job' : 'talent'
  return {
    [`${side}_id`]: subject.id,
    [`${side}_title`]: subject.title,
    matches: matches.map(({ title, match }, index) => ({
      rank: index + 1,
      [`${other}_title`]: title,
      ...match,
    })),
  }
}
