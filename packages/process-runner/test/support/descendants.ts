import type { Platform, RunHandle } from '../../src/index.ts'
import { createProcessRunner } from '../../src/index.ts'
import { waitFor } from './processes.ts'
import type { Workplace } from './workplace.ts'

export const DESCENDANT_KINDS = [
  'plain',
  'setpgid',
  'setsid',
  'daemon',
  'ignore-sigterm',
  'clean-env-in-session',
  'clean-env-below-setsid',
] as const

export const ENDINGS = ['normal end', 'cancel', 'timeout'] as const

export type DescendantKind = (typeof DESCENDANT_KINDS)[number]
type Ending = (typeof ENDINGS)[number]

/** Lets a command start a descendant and end in one of three ways; answers the result and the pids that were written down. */
export async function endWithDescendant(
  place: Workplace,
  options: { platform: Platform; kind: DescendantKind; ending: Ending },
): Promise<{ kind: string; pids: number[] }> {
  const { platform, kind, ending } = options
  const mode = ending === 'normal end' ? 'exit' : 'stay'
  const spec = place.spec('spawn-descendant.sh', [place.directory, kind, mode], {
    graceMs: 300,
    timeoutMs: ending === 'timeout' ? 1_500 : 60_000,
  })
  const run = await createProcessRunner({ platform }).start(spec)
  await waitFor('leaf and command have written their pids down', () => place.pids().length === 2)
  if (ending === 'cancel') await cancel(run)
  const result = await run.result
  return { kind: result.kind, pids: place.pids() }
}

async function cancel(run: RunHandle): Promise<void> {
  await run.claimed
  await run.stop('cancelled')
}
