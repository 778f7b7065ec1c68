import { makeDraft } from './draft.ts'
import { frame, type Wire } from './framing.ts'
import { mutate } from './mutate.ts'
import { createRandom } from './random.ts'
import type { Operation } from './surface.ts'
import type { World } from './world.ts'

export interface FuzzRequest extends Wire {
  index: number
  operation: string
}

export interface Generator {
  seed: number
  operations: readonly Operation[]
  world: World
  host: string
}

/** The request of this number: the same one for the same seed, but for the ids of what there is to ask for. */
export function makeRequest({ host, operations, seed, world }: Generator, index: number): FuzzRequest {
  const random = createRandom(seed, index)
  const operation = random.pick(random.oneIn(10) ? operations : operations.filter(isCheap))
  const choices = { random, world, nastyOnceIn: random.pick([6, 12, 40, 1_000_000]) }
  const draft = makeDraft(choices, operation, host)
  const { bytes, end } = frame(random.oneIn(4) ? draft : mutate(draft, random), random)
  return { index, operation: nameOf(operation), bytes, end }
}

/** A page costs the server as much as ten calls, and so does an examination. */
function isCheap(operation: Operation): boolean {
  return operation.kind !== 'page' && !nameOf(operation).includes('doctor')
}

function nameOf(operation: Operation): string {
  switch (operation.kind) {
    case 'rest':
      return `${operation.method} ${operation.path}`
    case 'procedure':
      return operation.name
    case 'page':
      return operation.path
  }
}
