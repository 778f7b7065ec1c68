import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_NOTICE, type StructuredOutput } from '../result/answer.ts'
import type { DemoRun } from './demo-run.ts'
import { plan } from './plan.ts'

const REPORT = 'demo-report.md'
const WORK_MS = 2_000
const STEPS = ['Look around in the project', 'Let a sub-agent count the files', `Write ${REPORT}`] as const
/** Between them stands a pause each. */
const PAUSES = 5
const MAX_SHOWN_LENGTH = 2_000

/** Writes one small file into the project and reports it. */
export async function answerComplete(run: DemoRun): Promise<StructuredOutput> {
  const { cwd, input, narration, wait } = run
  const pause = () => wait(run.workMs(WORK_MS) / PAUSES)
  narration.say(
    `${DEMO_NOTICE} a program plays these steps. It will:\n\n${STEPS.map((step) => `- ${step}`).join('\n')}`,
  )
  plan(narration, STEPS, 0)
  await pause()
  lookAround(run)
  await pause()
  plan(narration, STEPS, 1)
  await countFiles(run, pause)
  plan(narration, STEPS, 2)
  await pause()
  const path = join(cwd, REPORT)
  const action = existsSync(path) ? 'modified' : 'created'
  const text = report(input)
  const written = narration.use('Write', { file_path: path, content: text })
  try {
    writeFileSync(path, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    written(`It could not be written: ${reason}`)
    return { status: 'error', message: `${DEMO_NOTICE} ${REPORT} could not be written: ${reason}` }
  }
  written(`The file ${path} was ${action}.`)
  plan(narration, STEPS, STEPS.length)
  narration.say(`Done: **${REPORT}** is ${action}.\n\n\`\`\`md\n${text.slice(0, MAX_SHOWN_LENGTH)}\n\`\`\``)
  return {
    status: 'completed',
    message: `${DEMO_NOTICE} it wrote ${REPORT}, and made up the cost and the tokens shown here.`,
    artifacts: [{ path: REPORT, action }],
  }
}

function lookAround({ cwd, narration }: DemoRun): void {
  const listed = narration.use('Bash', { command: 'ls -A', description: 'List the project' })
  listed(namesIn(cwd).join('\n'))
  const path = join(cwd, 'README.md')
  if (!existsSync(path)) return
  const read = narration.use('Read', { file_path: path })
  try {
    read(readFileSync(path, 'utf8').slice(0, MAX_SHOWN_LENGTH))
  } catch {
    read('It could not be read.')
  }
}

async function countFiles({ cwd, narration }: DemoRun, pause: () => Promise<void>): Promise<void> {
  const agent = narration.delegate({
    description: 'Count the files',
    prompt: 'Count what stands in the folder of the project, and report the number.',
  })
  await pause()
  const names = namesIn(cwd)
  agent.use('Bash', { command: 'ls -A | wc -l', description: 'Count' })(String(names.length))
  await pause()
  agent.end(
    `There are **${String(names.length)}** entries in the folder. (No model was asked: the program counted.)`,
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function report(input: string): string {
  const given = input === '' ? 'No input was given.' : `The input was:\n\n${input}`
  return `# Demo report

Written by SpecFlow's demo agent. No model was asked, so that nothing here is a finding.

${given}
`
}
