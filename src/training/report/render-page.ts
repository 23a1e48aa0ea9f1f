import { markup } from '../../pages/markup.ts'
import { page } from '../../pages/page.ts'
import { plotDifferences } from './difference-plot.ts'
import { plotImportances } from './importance-plot.ts'
import { plotReliability } from './reliability-plot.ts'
import { metricsTable, reasonsTable, reliabilityRows, segmentsTable } from './report-tables.ts'
import { plotScores } from './score-plot.ts'
import type { TrainingReport } from './training-report.ts'

/**
 * The report as one page that needs nothing else: no script, no font, no image from elsewhere. Plots say in
 * words what they show; colours follow the reader's choice of light or dark.
 *
 * @returns a whole HTML document
 */
export function renderPage(report: TrainingReport): string {
  const { challenger, champion, createdAt, decision, evidence, calibration } = report
  const { pairs, talents, comparableTalents } = evidence.evaluation
  const failed = decision.reasons.filter(({ passed }) => !passed).length
  const verdict = decision.promoted
    ? '✓ Promoted'
    : `✗ Refused by ${failed} of ${decision.reasons.length} checks`
  return page(
    `Model ${challenger}`,
    markup`<h1>Model ${challenger} against ${champion}</h1>
<p class="soft"><time datetime="${createdAt}">${createdAt.slice(0, 16).replace('T', ' ')} UTC</time> · ${evidence.sample.trainingPairs.toLocaleString('en')} pairs to learn from · ${pairs.toLocaleString('en')} held out, of ${talents.toLocaleString('en')} talents (${comparableTalents.toLocaleString('en')} with an order to get right)</p>
<p class="verdict ${decision.promoted ? 'passed' : 'failed'}">${verdict}</p>
<h2>Checks</h2>
${reasonsTable(report)}
<h2>Plots</h2>
<p class="legend" aria-hidden="true"><span>challenger</span><span class="of-champion">champion</span></p>
<div class="plots">
${[plotDifferences(evidence.evaluation), plotReliability(calibration.reliability), plotScores(report.scores), plotImportances(report.importances)]}
</div>
<h2>Quality</h2>
${metricsTable(report)}
<h2>Segments</h2>
${segmentsTable(report)}
<h2>Calibration</h2>
${reliabilityRows(report)}`,
  )
}
