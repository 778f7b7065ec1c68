import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_NOTICE, type StructuredOutput } from '../result/answer.ts'
import type { DemoRun } from './demo-run.ts'

const REPORT = 'demo-report.md'
const WORK_MS = 2_000

/** Writes one small file into the project and reports it. */
export async function answerComplete({ cwd, input, work }: DemoRun): Promise<StructuredOutput> {
  await work(WORK_MS)
  const path = join(cwd, REPORT)
  const action = existsSync(path) ? 'modified' : 'created'
  try {
    writeFileSync(path, report(input))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { status: 'error', message: `${DEMO_NOTICE} ${REPORT} could not be written: ${reason}` }
  }
  return {
    status: 'completed',
    message: `${DEMO_NOTICE} it wrote ${REPORT}, and made up the cost and the tokens shown here.`,
    artifacts: [{ path: REPORT, action }],
  }
}

function report(input: string): string {
  const given = input === '' ? 'No input was given.' : `The input was:\n\n${input}`
  return `# Demo report

Written by SpecFlow's demo agent. No model was asked, so that nothing here is a finding.

${given}
`
}
