import { writeFileSync } from 'node:fs'
import { DomUtils, ElementType, parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { markup } from '../../../src/pages/markup.ts'
import { decide } from '../../../src/training/gate/decide.ts'
import { ticksOver } from '../../../src/training/report/plot.ts'
import { renderPage } from '../../../src/training/report/render-page.ts'
import type { TrainingReport } from '../../../src/training/report/training-report.ts'
import { reportPlanted } from './reported.ts'

const report = await reportPlanted()

describe('the report', () => {
  it('is plain JSON, and decides the same when it is read again', () => {
    const stored = JSON.parse(JSON.stringify(report)) as TrainingReport
    expect(decide(stored.evidence)).toEqual(report.decision)
    expect(stored.scores.challenger.reduce((sum, count) => sum + count, 0)).toBe(3000)
    expect(JSON.stringify(report).length).toBeLessThan(100_000)
  })

  it('tells calibration overall, by segment and by score, and how shares move', () => {
    const { ece, coverage, reliability, segments, shift } = report.calibration
    expect(ece.challenger.low).toBeLessThanOrEqual(ece.challenger.high)
    expect(coverage?.mean).toBeCloseTo(0.8, 1)
    expect(reliability.challenger.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(1500)
    expect(segments.map(({ value }) => value)).toEqual([
      'without',
      'with',
      'entry',
      'mid',
      'senior',
      'lead',
    ])
    expect(shift.largest).toBeGreaterThanOrEqual(0)
  })
})

describe('the page', () => {
  const page = renderPage(report)
  const document = parseDocument(page)
  const elements = (name: string) => DomUtils.getElementsByTagName(name, document)
  // For whoever wants to look at it.
  if (process.env.REPORT_PAGE) writeFileSync(process.env.REPORT_PAGE, page)

  it('says what was decided, by every check', () => {
    const text = DomUtils.textContent(document)
    for (const { sentence, code } of report.decision.reasons) {
      expect(text).toContain(code)
      expect(text).toContain(sentence)
    }
    expect(elements('svg')).toHaveLength(4)
  })

  it('needs nothing from elsewhere, and runs nothing', () => {
    expect(elements('script')).toEqual([])
    expect(page).not.toMatch(/https?:|url\(|@import|\ssrc=|<link/)
  })

  it('can be read without eyes: a language, a title, heads of tables, words for plots', () => {
    expect(elements('html')[0]?.attribs.lang).toBe('en')
    expect(elements('title').length).toBeGreaterThan(0)
    for (const { attribs } of elements('svg')) {
      expect(attribs.role).toBe('img')
      expect(attribs['aria-label']?.length).toBeGreaterThan(30)
    }
    for (const { attribs } of elements('th')) expect(['row', 'col']).toContain(attribs.scope)
    expect(elements('caption')).toHaveLength(elements('table').length)
  })

  it('has numbers in every shape, and nothing unknown', () => {
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/)
  })

  it('draws what there is where some numbers are unknown', () => {
    const unknown = { mean: Number.NaN, low: Number.NaN, high: Number.NaN }
    const { evaluation } = report.evidence
    const { champion, rules } = evaluation.differences
    const differences = {
      champion: { ...champion, ndcg10: unknown },
      rules: { ...rules, ndcg10: unknown },
    }
    const evidence = {
      ...report.evidence,
      evaluation: { ...evaluation, differences, segments: [] },
    }
    const sparse = renderPage({ ...report, evidence, importances: {} })
    expect(sparse).not.toMatch(/NaN|undefined|Infinity/)
    expect(sparse).toContain('<td class="number">–</td>')
    expect(sparse).not.toContain('unknown [')
  })

  it('escapes what others named', () => {
    const named = renderPage({ ...report, challenger: '<script>alert(1)</script>' })
    const tags = DomUtils.filter((node) => node.type === ElementType.Script, parseDocument(named))
    expect(tags).toEqual([])
  })
})

it('markup escapes text and leaves markup', () => {
  expect(markup`<b title="${'"\'&'}">${markup`<i>${1}</i>`}${'<'}</b>`.text).toBe(
    '<b title="&#34;&#39;&#38;"><i>1</i>&#60;</b>',
  )
})

it('ticks are round and inside', () => {
  expect(ticksOver(-0.012, 0.031)).toEqual([-0.01, 0, 0.01, 0.02, 0.03])
  expect(ticksOver(0, 0.14)).toEqual([0, 0.05, 0.1])
})
