import { Markup } from './markup.ts'

/** Blue and orange differ for every kind of colour vision; shape and words say the same again. */
export const PAGE_STYLE = new Markup(`
:root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6475; --line: #d9dee7; --paper: #fff;
  --raised: #f6f8fb; --challenger: #1f6fc9; --champion: #b45309; --good: #15703f; --bad: #b3261e; --shade: #1d243340; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf4; --soft: #a3adbf; --line: #353d4d;
  --paper: #12161f; --raised: #1b212d; --challenger: #6aaefc; --champion: #f2a65a; --good: #6ed09b;
  --bad: #ff8a80; --shade: #000c; } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 75rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
h1 { font-size: 1.6rem; margin: 0 0 .25rem } h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem }
p { margin: .25rem 0 } .soft, caption { color: var(--soft) }
.verdict { display: inline-block; margin: 1rem 0 .5rem; padding: .35rem .9rem; border-radius: 99px;
  border: 2px solid; font-weight: 600 }
.passed { color: var(--good) } .failed { color: var(--bad) }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem;
  align-items: start }
figure { margin: 0; padding: 1rem; background: var(--raised); border-radius: 12px }
figcaption { font-weight: 600; margin-bottom: .5rem }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, sans-serif }
svg text { fill: var(--soft) } svg .axis { fill: var(--ink) }
svg .grid { stroke: var(--line) } svg .zero { stroke: var(--ink); stroke-dasharray: 3 3 }
svg .ideal { stroke: var(--soft); stroke-dasharray: 5 4 }
svg polyline { fill: none; stroke-width: 2 }
svg polyline.challenger { stroke: var(--challenger) }
svg polyline.champion { stroke: var(--champion); stroke-dasharray: 6 3 }
svg circle.challenger, svg rect.challenger { fill: var(--challenger) }
svg circle.champion { fill: var(--paper); stroke: var(--champion); stroke-width: 2 }
svg g line { stroke-width: 2.5 } svg .better { stroke: var(--good); fill: var(--good) }
svg .worse { stroke: var(--bad); fill: var(--bad) }
svg .open { stroke: var(--soft); fill: var(--paper) } svg .open circle { stroke-width: 2 }
.legend { display: flex; flex-wrap: wrap; gap: 1.25rem; margin: 0 0 .75rem }
.legend span::before { content: ''; display: inline-block; width: 1.6rem; margin-right: .5rem;
  vertical-align: middle; border-top: 3px solid var(--challenger) }
.legend .of-champion::before { border-top: 3px dashed var(--champion) }
.table { overflow-x: auto; background: linear-gradient(to right, var(--paper) 1rem, transparent 2rem) local,
  linear-gradient(to left, var(--paper) 1rem, transparent 2rem) local,
  linear-gradient(to right, var(--shade), transparent .75rem), linear-gradient(to left, var(--shade), transparent .75rem) }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top } td.number, th.number { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums } th[scope='row'] { min-width: 7rem } td.word { white-space: nowrap; font-weight: 600 }
caption { text-align: left; padding: 1.25rem 0 .5rem; font-weight: 600 }
@media (max-width: 37.5rem) { th, td { padding-right: .5rem } th[scope='row'] { min-width: 5rem }
  td.number, th.number { white-space: normal } caption { max-width: calc(100vw - 2.5rem) }
  .words thead { display: none }
  .words tr { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; border-bottom: 1px solid var(--line) }
  .words td { border: 0; padding-bottom: 0 } .words td:last-child { grid-column: 1 / -1; padding: 0 0 .6rem } }
@media print { body { max-width: none; padding: 0 } figure { break-inside: avoid } }
`)
