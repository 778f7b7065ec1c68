import { FAILPOINTS, type Failpoint } from './names.ts'

/**
 * What happens at an armed place.
 *
 * - `exit`: the process dies as by `kill -9`. The number is the code that a shell reports for that, and the only one allowed.
 * - `stall`: it waits until the file exists, and says that it waits by making `<file>.reached`.
 * - `throw`: an error of the system with this code (`ENOSPC`).
 */
export type FailpointAction =
  { kind: 'exit'; code: 137 } | { kind: 'stall'; file: string } | { kind: 'throw'; code: string }

export type ArmedFailpoints = ReadonlyMap<Failpoint, FailpointAction>

/**
 * Reads `name=action`, several joined by `;`: `after-spawn=exit(137)`, `exit-seen=stall(/tmp/go)`, `tmp-written=throw(ENOSPC)`.
 *
 * @throws Error naming the part, and what is allowed.
 */
export function parseFailpoints(text: string): ArmedFailpoints {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return new Map(parts.map(parsePart))
}

function parsePart(part: string): [Failpoint, FailpointAction] {
  const [, given = '', kind = '', argument = ''] = /^([a-z-]+)=([a-z]+)\((.*)\)$/.exec(part) ?? []
  const name = FAILPOINTS.find((known) => known === given)
  const action = parseAction(kind, argument)
  if (name !== undefined && action !== undefined) return [name, action]
  throw new Error(
    `"${part}" is no failpoint. Allowed is <name>=exit(137), <name>=stall(<absolute file>) or <name>=throw(<error code>), with one of the names ${FAILPOINTS.join(', ')}.`,
  )
}

function parseAction(kind: string, argument: string): FailpointAction | undefined {
  if (kind === 'exit' && argument === '137') return { kind, code: 137 }
  if (kind === 'stall' && argument.startsWith('/')) return { kind, file: argument }
  if (kind === 'throw' && /^E[A-Z0-9]+$/.test(argument)) return { kind, code: argument }
  return undefined
}
