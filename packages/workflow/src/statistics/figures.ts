import type { ExecutionStatus, Figures } from '../schema/index.ts'
import type { RunCost } from '../store/port.ts'

export function noFigures(): Figures {
  return { runs: 0, completed: 0, failed: 0, cancelled: 0, costUsd: 0, unknownCosts: 0 }
}

export function countRun(figures: Figures, { costUsd }: Pick<RunCost, 'costUsd'>): void {
  figures.runs += 1
  if (costUsd === undefined) figures.unknownCosts += 1
  else figures.costUsd += costUsd
}

export function countOutcome(figures: Figures, status: ExecutionStatus): void {
  if (status === 'completed' || status === 'failed' || status === 'cancelled') figures[status] += 1
}
