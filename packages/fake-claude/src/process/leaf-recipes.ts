import type { LeafKind } from './leaf-kinds.ts'

/** How a leaf of a kind comes to be. */
export interface LeafRecipe {
  command: string
  args: readonly string[]
  /** In a session of its own. */
  detached: boolean
  /** The leaf's pid comes on stdout; otherwise it is the child's. */
  announces: boolean
  /** The child in between ends, so that the leaf belongs to nobody. */
  orphaned: boolean
  /** Ended by the agent at a signal. */
  stopped: boolean
}

// Long enough to outlive every test, short enough that a forgotten one is gone a day later.
const SLEEP = 'sleep 86400'
const SILENT = '</dev/null >/dev/null 2>&1'

// Node cannot make a group without a session; the job control of bash can. Its trap takes the job along.
const OWN_GROUP = `set -m; ${SLEEP} ${SILENT} & trap "kill -9 $!" TERM; echo $!; wait`
// What a shell ignores, the program in its place ignores too.
const DEAF = `trap "" TERM; echo $$; exec ${SLEEP} ${SILENT}`
const ANNOUNCED = `echo $$; exec ${SLEEP} ${SILENT}`
const NOBODY = '65534'
const BACKGROUND = `${SLEEP} ${SILENT} & echo $!`
// It announces itself, because only then is its environment empty; the shell in between may have set PWD again.
const WITHOUT_ENVIRONMENT = `env -i sh -c 'echo $$; exec env -i ${SLEEP} ${SILENT}' &`

const DIRECT: LeafRecipe = {
  command: 'sleep',
  args: ['86400'],
  detached: false,
  announces: false,
  orphaned: false,
  stopped: true,
}
const ORPHAN: LeafRecipe = {
  ...DIRECT,
  command: 'sh',
  detached: true,
  announces: true,
  orphaned: true,
  stopped: false,
}

export const LEAF_RECIPES: Readonly<Record<LeafKind, LeafRecipe>> = {
  plain: DIRECT,
  setsid: { ...DIRECT, detached: true },
  stubborn: { ...DIRECT, command: 'sh', args: ['-c', DEAF], detached: true, announces: true },
  setpgid: { ...DIRECT, command: 'bash', args: ['-c', OWN_GROUP], announces: true },
  daemon: { ...ORPHAN, args: ['-c', BACKGROUND] },
  cleanenv: { ...ORPHAN, args: ['-c', WITHOUT_ENVIRONMENT] },
  mcp: { ...DIRECT, stopped: false },
  stranger: {
    ...DIRECT,
    command: 'setpriv',
    args: [`--reuid=${NOBODY}`, '--clear-groups', 'sh', '-c', ANNOUNCED],
    announces: true,
    stopped: false,
  },
}
