import { join } from 'node:path'
import type { HealthProblem } from '../schema/index.ts'
import type { Courier } from './courier.ts'
import { FAILED_FOLDER, type Outbox } from './outbox.ts'

export interface WebhookState {
  outbox: Outbox
  directory: string
  couriers: readonly Courier[]
  /** Something could not be put into the outbox yet. */
  isBehind: boolean
}

/** What health says of webhooks. */
export function webhookProblems({ couriers, directory, isBehind, outbox }: WebhookState): HealthProblem[] {
  return [
    ...couriers.flatMap((courier) => courier.problems()),
    ...failed(outbox.countFailed(), join(directory, FAILED_FOLDER)),
    ...(isBehind ? [behind(directory)] : []),
  ]
}

function failed(count: number, folder: string): HealthProblem[] {
  if (count === 0) return []
  return [
    {
      code: 'WEBHOOKS_FAILED',
      message: `${String(count)} ${count === 1 ? 'webhook was' : 'webhooks were'} given up; each is a file in ${folder} that says why.`,
      remedy:
        'Mend the receiver, move the files into the folder above and start SpecFlow again; or remove them.',
    },
  ]
}

function behind(directory: string): HealthProblem {
  return {
    code: 'WEBHOOKS_BEHIND',
    message: `An event could not be put into ${directory} yet; the log says why. It is tried again every few seconds.`,
    remedy: 'See that the disk has space and can be written.',
  }
}
