import { DEMO_NOTICE, type StructuredOutput } from '../result/answer.ts'
import type { DemoRun } from './demo-run.ts'
import { plan } from './plan.ts'

const TOOLS = 2
const WORK_MS = 10 * 60 * 1_000
const STEP_MS = 1_000
const STEPS_OF_A_PART = 20
const PARTS = [
  'Wait for the first tool',
  'Wait for the second tool',
  'Wait for somebody who cancels',
] as const

/** Works long enough to be cancelled, with tools that sleep in sessions of their own, as a real agent's tools run. */
export async function answerLong(run: DemoRun): Promise<StructuredOutput> {
  const { leaves, narration, wait } = run
  narration.say(
    `${DEMO_NOTICE} a program plays a long run. It starts **${String(TOOLS)} tools** that sleep, and waits to be cancelled.`,
  )
  const finished: ((result: string) => void)[] = []
  for (let tool = 0; tool < TOOLS; tool += 1) {
    finished.push(narration.use('Bash', { command: 'sleep 86400', description: 'Sleep' }))
    await leaves.start('setsid')
  }
  const totalMs = run.workMs(WORK_MS)
  const steps = Math.floor(totalMs / STEP_MS)
  for (let step = 0; step < steps; step += 1) {
    tell(run, step)
    await wait(STEP_MS)
  }
  await wait(totalMs - steps * STEP_MS)
  await leaves.stopOwn()
  for (const finish of finished) finish('It was stopped.')
  const message = `${DEMO_NOTICE} nobody cancelled it, so that it ended by itself and stopped its ${String(TOOLS)} tools.`
  return { status: 'completed', message }
}

/** One line of the transcript, or a call with its result. */
function tell({ narration }: DemoRun, step: number): void {
  const second = String(step + 1)
  if (step % STEPS_OF_A_PART === 0) plan(narration, PARTS, Math.min(step / STEPS_OF_A_PART, PARTS.length - 1))
  else if (step % 5 === 0) narration.use('Bash', { command: `echo second ${second}` })(`second ${second}`)
  else narration.say(`Second ${second}: still waiting. Nothing is thought about here.`)
}
