import type { AgentRunReference } from './port.ts'

/** The variable that every process of a run inherits. */
export const RUN_MARKER_NAME = 'SPECFLOW_RUN'

/** Begins with the home, so that servers with different state directories leave each other's runs alone. */
export function runMarker(homeId: string, { executionId, attempt }: AgentRunReference): string {
  return `${homeId}:${executionId}:${String(attempt)}`
}

/** The execution that a marker names; `undefined` when it is none of this home. */
export function executionOfMarker(homeId: string, marker: string | undefined): string | undefined {
  const [home, executionId] = marker?.split(':') ?? []
  return home === homeId ? executionId : undefined
}

/** The run that a marker names; `undefined` when it is none of this home, or nothing that `runMarker` makes. */
export function runOfMarker(homeId: string, marker: string | undefined): AgentRunReference | undefined {
  const [home, executionId = '', attempt = '', ...rest] = marker?.split(':') ?? []
  if (home !== homeId || executionId === '' || rest.length > 0) return undefined
  return /^[1-9]\d{0,8}$/.test(attempt) ? { executionId, attempt: Number(attempt) } : undefined
}
