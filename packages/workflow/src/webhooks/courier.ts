import type { HealthProblem } from '../schema/index.ts'
import type { ServiceLog } from '../service/port.ts'
import type { AttemptEnd } from './attempt.ts'
import { LONGEST_PAUSE_MS, pauseBeforeNext } from './backoff.ts'
import type { Outbox } from './outbox.ts'
import type { Delivery, Webhook } from './port.ts'

/** From so many failed attempts on, after half a minute, health tells. */
const ATTEMPTS_UNTIL_TOLD = 3

export interface CourierOptions {
  webhook: Webhook
  outbox: Outbox
  attempt(delivery: Delivery, signal: AbortSignal): Promise<AttemptEnd>
  now(): Date
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** From 0 to 1. */
  random(): number
  log: ServiceLog
  /** Ends it. */
  signal: AbortSignal
}

/** Takes to one receiver what is owed to it, one at a time, so that a receiver that is slow or dead is so for itself alone. */
export interface Courier {
  /** False after the receiver said that it wants no more. */
  isWanted(): boolean
  /** Takes over what is in the outbox. */
  take(delivery: Delivery): void
  /** Sends nothing before this. */
  start(): void
  problems(): HealthProblem[]
  /** Resolves when the signal was aborted and the last attempt is over. Never rejects. */
  readonly ended: Promise<void>
}

export function createCourier(options: CourierOptions): Courier {
  const { attempt, log, now, outbox, signal, webhook } = options
  /** By the id of the event. */
  const owed = new Map<string, Delivery>()
  let isGone = false
  let wake: (() => void) | undefined

  const attemptNext = async (delivery: Delivery) => {
    const end = await attempt(delivery, signal)
    if (end.kind === 'aborted') return
    owed.delete(delivery.payload.id)
    switch (end.kind) {
      case 'taken':
        log.info({ webhook: webhook.name, id: delivery.payload.id }, 'webhook delivered')
        await outbox.remove(delivery)
        return
      case 'gone':
        isGone = true
        log.error({ webhook: webhook.name }, 'the receiver wants no more webhooks (410)')
        await giveUpAll([delivery, ...owed.values()], end.reason)
        return
      case 'failed':
        await retryLater(delivery, end)
    }
  }

  const giveUpAll = async (deliveries: readonly Delivery[], reason: string) => {
    owed.clear()
    for (const delivery of deliveries) await outbox.giveUp(delivery, reason)
  }

  const retryLater = async (
    delivery: Delivery,
    { reason, retryAfterMs }: AttemptEnd & { kind: 'failed' },
  ) => {
    const attempts = delivery.attempts + 1
    const pause = pauseBeforeNext({ attempts, random: options.random(), retryAfterMs })
    log.error(
      { webhook: webhook.name, id: delivery.payload.id, attempts, reason, pause },
      'webhook not delivered',
    )
    if (pause === undefined) {
      await outbox.giveUp(delivery, reason)
      return
    }
    const next = {
      ...delivery,
      attempts,
      reason,
      nextAttemptAt: new Date(now().getTime() + pause).toISOString(),
    }
    // In memory first: a disk that takes nothing must not make an attempt follow upon the other.
    owed.set(next.payload.id, next)
    await outbox.replace(next)
  }

  const starting = new AbortController()
  const started = new Promise((resolve) => {
    starting.signal.addEventListener('abort', resolve)
  })
  const start = () => {
    starting.abort()
  }

  const run = async () => {
    await started
    while (!signal.aborted) {
      const called = new Promise<void>((resolve) => {
        wake = resolve
      })
      const next = earliest(owed)
      const pause = next ? pauseUntil(next, now()) : undefined
      if (!next || pause === undefined) await called
      else if (pause > 0) await waitOrBeCalled(options, pause, called)
      else await attemptNext(next).catch(reportUnwritten)
    }
  }

  const reportUnwritten = (error: unknown) => {
    log.error({ webhook: webhook.name, err: error }, 'the outbox could not be written')
  }

  signal.addEventListener('abort', () => {
    start()
    wake?.()
  })

  return {
    isWanted: () => !isGone,
    start,
    take(delivery) {
      // Put into the outbox a second time, as after a fault of the disk, it is still owed once.
      if (!owed.has(delivery.payload.id)) owed.set(delivery.payload.id, delivery)
      wake?.()
    },
    problems: () => [...(isGone ? [gone(webhook)] : []), ...failing(webhook, owed)],
    ended: run(),
  }
}

function earliest(owed: ReadonlyMap<string, Delivery>): Delivery | undefined {
  let found: Delivery | undefined
  for (const delivery of owed.values())
    if (!found || delivery.nextAttemptAt < found.nextAttemptAt) found = delivery
  return found
}

/** What lies further ahead than any pause was planned before the clock was set back. */
function pauseUntil({ nextAttemptAt }: Delivery, now: Date): number {
  const pause = Date.parse(nextAttemptAt) - now.getTime()
  return pause > LONGEST_PAUSE_MS ? 0 : pause
}

async function waitOrBeCalled({ wait }: CourierOptions, ms: number, called: Promise<void>): Promise<void> {
  const over = new AbortController()
  await Promise.race([wait(ms, over.signal).catch(() => undefined), called])
  over.abort()
}

function gone({ name }: Webhook): HealthProblem {
  return {
    code: 'WEBHOOK_GONE',
    message: `${name} answered 410: it wants no more webhooks, and gets none until SpecFlow is started again.`,
    remedy: 'Take it out of webhooks.json, or give it the address of a receiver that is there.',
  }
}

function failing({ name }: Webhook, owed: ReadonlyMap<string, Delivery>): HealthProblem[] {
  const late = [...owed.values()].filter(({ attempts }) => attempts >= ATTEMPTS_UNTIL_TOLD)
  const [first] = late
  if (!first) return []
  return [
    {
      code: 'WEBHOOK_FAILING',
      message: `${name} has not taken ${String(late.length)} of its webhooks so far: ${first.reason ?? 'no reason is known'}.`,
      remedy:
        'See that the receiver is up and that its address and secret are right; it is tried again for about a day.',
    },
  ]
}
