import type { AllLimits } from '../schema/index.ts'

/** The part of a session that one run has made. */
export interface MeteredRun {
  sessionId: string
  /** Where the session's runs work. */
  projectPath: string
  /** What the session says before this instant (ISO 8601 in UTC) is of earlier runs. */
  since: string
}

/** Tells what a run has cost so far, while it goes on. */
export interface CostMeter {
  /**
   * In US dollars, by an estimate from what the agent wrote down until now; 0 where it wrote nothing that costs. Each call reads
   * only what was added since the one before. Never rejects for what is in a file.
   */
  read(): Promise<number>
}

export interface CostMeters {
  open(run: MeteredRun): CostMeter
}

/** Knows what live runs have cost, as far as a cost is limited, and stops them where a limit is reached. */
export interface CostWatch {
  /** By execution, in US dollars; only what is limited is measured. */
  readonly live: ReadonlyMap<string, number>
  /** A run has become live, or a limit was set: looks every second for as long as a live run has a cost limit. */
  wake(): void
  /** What a live run has cost until now; `undefined` where nobody measured it. Then it is forgotten. */
  settle(executionId: string): Promise<number | undefined>
  /** The limits, or those of an earlier reading while they cannot be read: damage to a file ends no limit. */
  lastKnownLimits(): Promise<AllLimits>
}
