import type { Acknowledgement, Acknowledgements } from './port.ts'

/** Forgets everything at the end of the process. */
export function createMemoryAcknowledgements(): Acknowledgements {
  const kept = new Map<string, Acknowledgement>()
  return {
    find: (projectPath) => Promise.resolve(kept.get(projectPath)),
    keep: (projectPath, { acknowledgedAt, hash }) => {
      kept.set(projectPath, { acknowledgedAt, hash })
      return Promise.resolve()
    },
    problems: () => Promise.resolve([]),
  }
}
