import { setImmediate } from 'node:timers/promises'
import { WorkflowError } from '../../src/errors.ts'
import type { WorkflowExecution } from '../../src/schema/index.ts'
import {
  answerInput,
  chooseSet,
  chooseTarget,
  endOf,
  idOf,
  scriptedEnd,
  unprovenReceipt,
  type Act,
} from './acts.ts'
import { labelOf } from './look.ts'
import type { Made } from './reference/explore.ts'
import type { Reply, Request } from './reference/requests.ts'
import type { Execution, State } from './reference/state.ts'
import { SKILL, type Server, type World } from './world.ts'

/** What is known when a burst begins. */
export interface Before {
  /** Names the burst; what is made in it is named after it. */
  number: number
  records: ReadonlyMap<string, WorkflowExecution>
  state: State | undefined
}

/** Requests at once, each so many turns of the event loop's smallest wheel after the one before. */
export type Burst = readonly { act: Act; gap: number }[]

/** Makes the requests of a burst. What comes of them is seen in what it answers, now or later. */
export async function makeRequests(
  { server, world }: { world: World; server: Server | undefined },
  burst: Burst,
  before: Before,
): Promise<Made[]> {
  const made: Made[] = []
  const isDead = () => !server || server.life.isOver
  const note = (request: Request, work?: Promise<Reply>) => {
    const after = made.flatMap(({ reply }, at) => (reply ? [at] : []))
    const entry: Made = { request, after }
    made.push(entry)
    if (!work) entry.reply = { kind: 'done' }
    void work?.then((reply) => {
      if (!isDead()) entry.reply = reply
    })
  }

  for (const [at, { act, gap }] of burst.entries()) {
    for (let turn = 0; turn < gap; turn += 1) await Promise.resolve()
    for (const { request } of isDead() ? made : []) settleCrash(made, request)
    const label = `${String(before.number).padStart(3, '0')}-${String(at)}`
    if (act.kind === 'crash') {
      if (!server || isDead()) continue
      note({ kind: 'crash' }, new Promise(() => undefined))
      if (act.afterOperations === 0) server.life.end()
      else server.life.endAfter(act.afterOperations)
    } else if (act.kind === 'start') {
      if (server && !isDead()) note(startRequest(act, label, before), start({ server, world }, act, label))
    } else {
      const target = chooseTarget(before.state, act)
      const record = target && before.records.get(idOf(before.records, target.label) ?? '')
      if (target && record) makeOfTarget(act, { target, record, label })
    }
  }
  return made

  function makeOfTarget(
    act: Exclude<Act, { kind: 'start' | 'crash' }>,
    { label, record, target }: { target: Execution; record: WorkflowExecution; label: string },
  ): void {
    const { id } = record
    const isLive = world.runner.live.some(({ executionId }) => executionId === id)
    if (act.kind === 'exit' && isLive) {
      const end = endOf(act, target)
      world.runner.finish(id, scriptedEnd(end, id))
      note({ kind: 'exit', target: target.label, end })
    }
    if (act.kind === 'harden' && isLive) {
      world.runner.surviveStops(id, [unprovenReceipt(world.clock.now().toISOString())])
      note({ kind: 'harden', target: target.label })
    }
    if (!server || isDead()) return
    if (act.kind === 'cancel') {
      note(
        { kind: 'cancel', target: target.label },
        replyOf(server.service.cancel(id), () => ({})),
      )
    }
    if (act.kind === 'answer') {
      const { isFitting, requestId } = act
      const { questionSetId, round } = chooseSet(act, record)
      const shared = { label, isFitting, ...(requestId !== undefined && { requestId }) }
      const input = answerInput(record, { ...shared, ...(questionSetId !== undefined && { questionSetId }) })
      note(
        {
          kind: 'answer',
          target: target.label,
          at: before.number,
          ...shared,
          ...(round !== undefined && { round }),
        },
        replyOf(server.service.answer(input), () => ({})),
      )
    }
  }
}

/** Lets everything happen that waits for nothing but its turn: nothing here waits for a thread or a timer of the system. */
export async function drain(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await setImmediate()
}

function settleCrash(made: readonly Made[], request: Request): void {
  const entry = made.find((candidate) => candidate.request === request)
  if (entry && request.kind === 'crash') entry.reply = { kind: 'done' }
}

function startRequest(act: Extract<Act, { kind: 'start' }>, label: string, { number }: Before): Request {
  const { lane, requestId, skill } = act
  const refusal = lane === 'nowhere' ? 'PROJECT_NOT_FOUND' : skill === SKILL ? undefined : 'SKILL_NOT_FOUND'
  return {
    kind: 'start',
    label,
    lane,
    at: number,
    ...(refusal !== undefined && { refusal }),
    ...(requestId !== undefined && { requestId }),
  }
}

function start(
  { server, world }: { server: Server; world: World },
  { lane, requestId, skill }: Extract<Act, { kind: 'start' }>,
  label: string,
): Promise<Reply> {
  const projectId = world.projectIds.get(lane) ?? lane
  const input = { projectId, skill, input: label, ...(requestId !== undefined && { requestId }) }
  return replyOf(server.service.start(input), ({ created, execution }) => ({
    label: labelOf(execution),
    created,
  }))
}

async function replyOf<T>(
  work: Promise<T>,
  read: (value: T) => Omit<Reply & { kind: 'done' }, 'kind'>,
): Promise<Reply> {
  try {
    return { kind: 'done', ...read(await work) }
  } catch (error) {
    if (error instanceof WorkflowError) return { kind: 'refused', code: error.code }
    return { kind: 'refused', code: `no refusal but ${String(error)}` }
  }
}
