import type { HealthProblem } from '../schema/index.ts'

/** That somebody has read what a folder brings. */
export interface Acknowledgement {
  /** Of what was read, SHA-256 in hex. */
  hash: string
  /** ISO 8601 in UTC. */
  acknowledgedAt: string
}

/** What may run where, by the real path of the folder: of each the newest, which alone counts. */
export interface Acknowledgements {
  /** `undefined` too where it cannot be told: then it is asked for again. */
  find(projectPath: string): Promise<Acknowledgement | undefined>
  /** Takes the place of the folder's earlier one. Throws `STORAGE_FULL` and `STORAGE_UNWRITABLE`; the earlier one then holds. */
  keep(projectPath: string, acknowledgement: Acknowledgement): Promise<void>
  problems(): Promise<HealthProblem[]>
}
