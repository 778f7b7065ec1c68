import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { AnswerLinkFile } from '../answer-links/link-file.ts'
import type { DiskOptions } from '../files/disk.ts'
import type { WorkflowExecution } from '../schema/index.ts'
import type { ServiceLog } from '../service/port.ts'
import type { ExecutionStore } from '../store/port.ts'
import { attemptDelivery } from './attempt.ts'
import { createCourier, type Courier } from './courier.ts'
import { happeningsAfter, markOf, type ExecutionHappening } from './events.ts'
import { followStore } from './feed.ts'
import { openMarks, type Marks } from './marks.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { createPayload } from './payload.ts'
import type { Delivery, Webhook, Webhooks, WebhookSettings } from './port.ts'
import { webhookProblems } from './problems.ts'

export interface WebhooksOptions {
  settings: WebhookSettings
  /** `<home>/outbox`. */
  directory: string
  store: ExecutionStore
  links: AnswerLinkFile
  /** Where the reader of a webhook reaches this server, as `http://10.0.0.7:4747`; without it no link is made. */
  baseUrl?: string | undefined
  assertOwned: () => Promise<void>
  log: ServiceLog
  now(): Date
  userAgent: string
  fetch?: typeof globalThis.fetch
  /** As of the service. */
  wait?(ms: number, signal: AbortSignal): Promise<void>
  random?(): number
  disk?: DiskOptions
}

const MARKS_FILE = 'marks.json'

/**
 * Opens the outbox and begins to send what is in it and what happens from then on. The owner of the state directory alone may. Every
 * event is sent at least once, with one id: it is put into the outbox from the record, before the mark of that execution moves on.
 *
 * Throws `STORAGE_FULL` and `STORAGE_UNWRITABLE` when the outbox cannot be used.
 */
export async function openWebhooks(options: WebhooksOptions): Promise<Webhooks> {
  const { directory, settings } = options
  if (settings.webhooks.length > 0) return startWebhooks(options)
  // Should there be webhooks again, they are not told what happened meanwhile.
  rmSync(join(directory, MARKS_FILE), { force: true })
  return { problems: () => [], stop: () => Promise.resolve() }
}

async function startWebhooks(options: WebhooksOptions): Promise<Webhooks> {
  const { assertOwned, directory, disk = {}, links, log, settings, store, wait = waitForTimer } = options
  const outbox = openOutbox({ ...disk, directory, assertOwned })
  const marks = openMarks({ ...disk, path: join(directory, MARKS_FILE), assertOwned })
  if (marks.isNew) await markEverything(store, marks)
  await forgetRemoved(store, marks)

  const ending = new AbortController()
  const shared = { ...options, fetch: options.fetch ?? globalThis.fetch, wait }
  const couriers = new Map<string, Courier>()
  for (const webhook of settings.webhooks) {
    const attempt = (delivery: Delivery, signal: AbortSignal) =>
      attemptDelivery(shared, { webhook, delivery }, signal)
    const { now, random = Math.random } = options
    const { signal } = ending
    couriers.set(webhook.key, createCourier({ webhook, outbox, attempt, now, wait, random, log, signal }))
  }
  await takeOver(outbox, couriers, log)
  const putAll = createWriter({ ...options, outbox, marks, couriers })
  const feed = followStore({
    store,
    wait,
    log,
    signal: ending.signal,
    onRemoved: (id) => {
      marks.forget(id)
    },
    onChanged: async (id) => {
      if (marks.get(id).ended) return
      const execution = await store.get(id)
      if (!execution) return
      await putAll(execution)
      await links.retain(id, execution.questionSet?.id)
    },
  })
  // What a crash kept from being marked is put once more before anything is sent, and so is sent once.
  await feed.caughtUp
  for (const courier of couriers.values()) courier.start()
  const all = [...couriers.values()]
  return {
    problems: () => webhookProblems({ outbox, directory, couriers: all, isBehind: feed.isBehind() }),
    stop: async () => {
      ending.abort()
      await Promise.all([feed.ended, ...all.map(({ ended }) => ended)])
    },
  }
}

interface WriterOptions extends WebhooksOptions {
  outbox: Outbox
  marks: Marks
  couriers: ReadonlyMap<string, Courier>
}

/** Puts what happened to an execution into the outbox, and then moves its mark on: in this order a crash repeats, and loses nothing. */
function createWriter(options: WriterOptions): (execution: WorkflowExecution) => Promise<void> {
  const { couriers, marks, outbox, settings } = options
  return async (execution) => {
    const { id } = execution
    const happenings = happeningsAfter(marks.get(id), execution)
    if (happenings.length === 0) return
    const owed: (() => void)[] = []
    for (const happening of happenings) {
      for (const webhook of settings.webhooks) {
        const courier = couriers.get(webhook.key)
        if (!webhook.events.includes(happening.event) || courier?.isWanted() !== true) continue
        const delivery = await createDelivery(options, execution, { webhook, happening })
        const put = await outbox.put(delivery)
        owed.push(() => {
          courier.take(put)
        })
      }
    }
    await marks.set([[id, markOf(execution)]])
    // Sent only now: what a crash makes us put a second time has not been sent yet.
    for (const take of owed) take()
  }
}

async function createDelivery(
  { baseUrl, links, now, settings }: WriterOptions,
  execution: WorkflowExecution,
  { happening, webhook }: { happening: ExecutionHappening; webhook: Webhook },
): Promise<Delivery> {
  const { id: executionId } = execution
  const { questionSetId } = happening
  const isAnswerable = baseUrl !== undefined && questionSetId !== undefined
  const code = isAnswerable
    ? await links.create({ executionId, questionSetId, lifetimeMs: settings.answerLinkMs })
    : undefined
  const payload = createPayload(execution, happening, {
    ...(baseUrl !== undefined && { url: `${baseUrl}/executions/${executionId}` }),
    ...(baseUrl !== undefined && code !== undefined && { answerUrl: `${baseUrl}/answer/${code}` }),
  })
  const nextAttemptAt = now().toISOString()
  return { schemaVersion: 1, webhook: webhook.key, executionId, payload, attempts: 0, nextAttemptAt }
}

/** What happened before there were webhooks is no news. */
async function markEverything(store: ExecutionStore, marks: Marks): Promise<void> {
  const ended = (await store.listIndexed()).filter(({ endedAt }) => endedAt !== undefined)
  const unfinished = await store.listUnfinished()
  await marks.set([
    ...ended.map(({ summary }) => [summary.id, { asked: 0, ended: true }] as const),
    ...unfinished.map((execution) => [execution.id, markOf(execution)] as const),
  ])
}

/** A record that cannot be read just now is not gone. */
async function forgetRemoved(store: ExecutionStore, marks: Marks): Promise<void> {
  const indexed = new Set((await store.listIndexed()).map(({ summary }) => summary.id))
  for (const id of marks.ids().filter((known) => !indexed.has(known))) {
    const isGone = await store.get(id).then(
      (execution) => execution === undefined,
      () => false,
    )
    if (isGone) marks.forget(id)
  }
}

/** What an earlier server still owed. An address that is in no entry any more is owed nothing. */
async function takeOver(
  outbox: Outbox,
  couriers: ReadonlyMap<string, Courier>,
  log: ServiceLog,
): Promise<void> {
  const { deliveries, strangers } = outbox.load()
  if (strangers.length > 0) log.error({ files: strangers }, 'these files of the outbox are no deliveries')
  const oldestFirst = deliveries.sort((one, other) => one.payload.at.localeCompare(other.payload.at))
  for (const delivery of oldestFirst) {
    const courier = couriers.get(delivery.webhook)
    if (courier) courier.take(delivery)
    else await outbox.giveUp(delivery, 'its address is not in webhooks.json any more')
  }
}

function waitForTimer(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal, ref: false })
}
