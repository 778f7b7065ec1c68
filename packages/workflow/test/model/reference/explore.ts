import { internalSteps, type StepOptions } from './internal-steps.ts'
import { takeRequest, type Reply, type Request } from './requests.ts'
import type { State } from './state.ts'

/** A request that was made, and what was seen of it. */
export interface Made {
  request: Request
  /** Absent when its caller never got one, because the server died. */
  reply?: Reply
  /** Positions of the requests that were answered before this one was made: it cannot have come before them. */
  after: readonly number[]
}

export interface ExploreOptions extends StepOptions {
  /** Whether a request may fail with an error of the disk, and then has done nothing. */
  isFaulty: boolean
}

type Progress = 'to do' | 'under way' | 'done'

interface Node {
  state: State
  progress: readonly Progress[]
}

/**
 * Every state in which the requests may have left the service, in whatever order their work was done: exactly those
 * orders count in which each request gets the reply that was seen. None means that no order explains what was seen.
 */
export function explore(from: readonly State[], made: readonly Made[], options: ExploreOptions): State[] {
  const progress = made.map((): Progress => 'to do')
  const seen = new Map<string, Node>()
  const open: Node[] = []
  const visit = (node: Node) => {
    const key = JSON.stringify(node)
    if (seen.has(key)) return
    if (seen.size > MAX_NODES) throw new Error('There are too many states to look at; make steps smaller.')
    seen.set(key, node)
    open.push(node)
  }
  for (const state of from) visit({ state, progress })
  for (let node = open.pop(); node; node = open.pop()) {
    for (const state of internalSteps(node.state, options)) visit({ ...node, state })
    for (const next of requestSteps(node, made, options)) visit(next)
  }
  const ends = [...seen.values()].filter((node) => isExplained(node, made))
  return [...new Map(ends.map(({ state }) => [JSON.stringify(state), state])).values()]
}

const MAX_NODES = 200_000

function requestSteps(
  { progress, state }: Node,
  made: readonly Made[],
  { isFaulty }: ExploreOptions,
): Node[] {
  return made.flatMap(({ after, reply, request }, at) => {
    const mine = progress[at] ?? 'done'
    if (mine === 'done' || after.some((earlier) => progress[earlier] !== 'done')) return []
    const moved = (next: Progress) => progress.map((each, other) => (other === at ? next : each))
    const ways = takeRequest(state, request, mine === 'under way')
    const nodes = ways
      .filter((way) => way.reply === undefined || reply === undefined || isSame(way.reply, reply))
      .map((way) => ({ state: way.state, progress: moved(way.reply === undefined ? 'under way' : 'done') }))
    const failed = isFaulty && state.isUp && isDiskError(reply)
    return failed
      ? [...nodes, ...failures(ways, state).map((each) => ({ state: each, progress: moved('done') }))]
      : nodes
  })
}

/** What a cancel has begun goes on, whatever its caller was told. */
function failures(ways: ReturnType<typeof takeRequest>, state: State): State[] {
  const begun = ways.filter(({ reply }) => reply === undefined || reply.kind === 'refused')
  return [state, ...begun.map((way) => way.state)]
}

function isDiskError(reply: Reply | undefined): boolean {
  if (reply?.kind !== 'refused') return false
  // INTERNAL is what a record answers that cannot be read.
  return ['STORAGE_FULL', 'STORAGE_UNWRITABLE', 'INTERNAL'].includes(reply.code)
}

function isSame(a: Reply, b: Reply): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
}

function isExplained({ progress }: Node, made: readonly Made[]): boolean {
  return made.every(({ reply }, at) => reply === undefined || progress[at] === 'done')
}
