import { setTimeout as delay } from 'node:timers/promises'
import { isLeafKind } from '../modes/mode-argument.ts'
import { numberOf, type Step } from '../modes/script.ts'
import type { Leaves } from '../process/leaves.ts'

/** Does what a step wants to have happened before the answer, in the order in which it is written. */
export async function prepare(step: Step, leaves: Leaves): Promise<void> {
  for (const mode of step) {
    switch (mode.name) {
      case 'slow_start':
        await delay(numberOf(mode))
        break
      case 'stderr':
        await writeStderr(numberOf(mode))
        break
      case 'spawn':
        if (mode.argument !== undefined && isLeafKind(mode.argument)) await leaves.start(mode.argument)
        break
      case 'mcp_orphan':
        await leaves.start('mcp')
        break
      default:
        break
    }
  }
}

const NOISE = 'specflow-demo-agent: a line of noise on stderr\n'

async function writeStderr(bytes: number): Promise<void> {
  const text = NOISE.repeat(Math.ceil(bytes / NOISE.length)).slice(0, bytes)
  await new Promise((resolve) => process.stderr.write(text, resolve))
}
