import { nastyText } from './nasty.ts'
import type { Random } from './random.ts'

/** What is there at this moment to be asked for. */
export interface World {
  executionIds: string[]
  projectIds: string[]
  paths: string[]
  cursors: string[]
  questionSetIds: string[]
  /** With which the server lets in. */
  token: string
  /** A value for what has this name, where it must be one that exists to mean anything. */
  known(name: string, random: Random): unknown
  /** A key for an object whose keys are free. */
  key(random: Random): string
}

/** A request that begins a run is followed by a process; most of them are for a project that is none. */
const STARTS_ONCE_IN = 12

export function createWorld(paths: readonly string[]): World {
  const world: World = {
    executionIds: [],
    projectIds: [],
    paths: [...paths],
    cursors: [],
    questionSetIds: [],
    token: '',
    known: (name, random) => known(world, name, random),
    key: (random) => (random.oneIn(2) ? random.pick(['q1', 'q2', 'Review']) : nastyText(random)),
  }
  return world
}

function known(world: World, name: string, random: Random): unknown {
  switch (name) {
    case 'id':
      return pickKnown(random.oneIn(8) ? world.projectIds : world.executionIds, random)
    case 'projectId':
      return random.oneIn(STARTS_ONCE_IN) ? pickKnown(world.projectIds, random) : 'nobody-0000'
    case 'questionSetId':
      return pickKnown(world.questionSetIds, random)
    case 'cursor':
    case 'since':
      return random.oneIn(2) ? pickKnown(world.cursors, random) : undefined
    case 'path':
      return pickKnown(world.paths, random)
    case 'skill':
      return 'review'
    // Nobody has the time.
    case 'wait':
      return 0
    case 'timeoutMs':
      return 1_000
    case 'input':
    case 'message':
      return random.pick([
        'fake-claude: ok',
        'fake-claude: needs_input',
        'fake-claude: skill_error',
        'the checkout',
        '/clear',
      ])
    default:
      return undefined
  }
}

function pickKnown(list: readonly string[], random: Random): string | undefined {
  return list.length === 0 ? undefined : random.pick(list)
}
