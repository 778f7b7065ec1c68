import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { isLeafKind } from '../modes/mode-argument.ts'
import { modesOf, numberOf, type Step } from '../modes/step.ts'
import { speak, writeBytes, type Session } from '../session/session.ts'
import type { Leaves } from '../process/leaves.ts'

/** Waits as long as a step wants, before anything of the run is written down. */
export async function slowStart(step: Step): Promise<void> {
  for (const mode of step) if (mode.name === 'slow_start') await delay(numberOf(mode))
}

/** Does what a step wants to have happened before the answer, in the order in which it is written. */
export async function prepare(
  step: Step,
  { leaves, session }: { leaves: Leaves; session: Session },
): Promise<void> {
  for (const mode of modesOf(step, 'before')) {
    switch (mode.name) {
      case 'stderr':
        await writeStderr(numberOf(mode))
        break
      case 'spawn':
        if (mode.argument !== undefined && isLeafKind(mode.argument)) await leaves.start(mode.argument)
        break
      case 'transcript':
        writeBytes(session, readFileSync(mode.argument ?? ''))
        break
      case 'spend':
        await spend(session, numberOf(mode))
        break
      case 'mcp_orphan':
        await leaves.start('mcp')
        break
      case 'slow_start':
      case 'no_read_stdin':
      case 'exit_before_read':
        // These have had their effect before the run began.
        break
    }
  }
}

const PAUSE_MS = 20

/** A session file that grows, as of an agent that works. */
async function spend(session: Session, messages: number): Promise<void> {
  for (let message = 1; message <= messages; message += 1) {
    speak(session, `Message ${String(message)} of ${String(messages)}.`)
    await delay(PAUSE_MS)
  }
}

const NOISE = 'specflow-demo-agent: a line of noise on stderr\n'

async function writeStderr(bytes: number): Promise<void> {
  const text = NOISE.repeat(Math.ceil(bytes / NOISE.length)).slice(0, bytes)
  await new Promise((resolve) => process.stderr.write(text, resolve))
}
