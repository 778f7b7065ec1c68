import { DEMO_NOTICE, type StructuredOutput } from '../result/answer.ts'
import type { DemoRun } from './demo-run.ts'

const TOOLS = 2
const WORK_MS = 10 * 60 * 1_000

/** Works long enough to be cancelled, with tools that sleep in sessions of their own, as a real agent's tools run. */
export async function answerLong({ leaves, work }: DemoRun): Promise<StructuredOutput> {
  for (let tool = 0; tool < TOOLS; tool += 1) await leaves.start('setsid')
  await work(WORK_MS)
  await leaves.stopOwn()
  const message = `${DEMO_NOTICE} nobody cancelled it, so that it ended by itself and stopped its ${String(TOOLS)} tools.`
  return { status: 'completed', message }
}
