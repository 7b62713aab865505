import type { Diagnosis } from './diagnose.ts'
import { html } from './html.ts'
import type { TrainingRun } from './training-run.ts'

/** A page that stands alone: the picture, and what it shows of each run in words. No script, no request. */
export function curvesPage(
  runs: readonly { readonly run: TrainingRun; readonly diagnosis: Diagnosis }[],
  svg: string,
): string {
  const sections = runs.map(
    ({ run, diagnosis }) => `<section>
<h2>${html(run.name)} <small>${html(diagnosis.verdict.replaceAll('_', ' '))}</small></h2>
<p>${html(diagnosis.seen)}</p>
<p><strong>${html(diagnosis.advice)}</strong></p>
<p class="facts">${html(facts(run))}</p>
</section>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Training curves: ${html(runs.map(({ run }) => run.name).join(', '))}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 820px; margin: 2rem auto; padding: 0 1rem; color: #222 }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-bottom: 0.2rem }
small { font-weight: normal; color: #666; margin-left: 0.5rem } .facts { color: #666 }
svg { max-width: 100%; height: auto }
</style>
</head>
<body>
<h1>Training curves</h1>
${svg}
${sections.join('\n')}
</body>
</html>
`
}

function facts(run: TrainingRun): string {
  const parts = [`model ${run.model}`]
  if (run.examples !== null) parts.push(`${run.examples} examples`)
  if (run.epochs !== null) parts.push(`${run.epochs} epochs`)
  parts.push(`${run.points.length} points`)
  return parts.join(', ')
}
