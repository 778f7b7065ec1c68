import type { ServiceLog, WorkflowService } from '@specflow/workflow'

const DAY_MS = 24 * 60 * 60 * 1_000

export interface RetentionOptions {
  service: Pick<WorkflowService, 'prune'>
  /** Nothing is ever removed when absent. */
  days?: number
  log: ServiceLog
}

/** Prunes now and then once a day, behind everything else; answers what ends it. */
export function keepPruning({ days, log, service }: RetentionOptions): () => void {
  if (days === undefined) return () => undefined
  const prune = () => {
    service.prune(days).catch((error: unknown) => {
      log.error({ err: error, days }, 'pruning failed')
    })
  }
  prune()
  const timer = setInterval(prune, DAY_MS).unref()
  return () => {
    clearInterval(timer)
  }
}
