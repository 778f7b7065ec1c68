import type { AnswerLinks, Doctor, ServiceLog, WorkflowService } from '@specflow/workflow'
import type { RequestGuard } from './guard/request-guard.ts'
import type { Sessions } from './session/session.ts'
import type { MetricsPage } from './telemetry/metrics.ts'

/** What routes and pages need of the running server. */
export interface Container {
  /** Of SpecFlow. */
  version: string
  build: string
  service: WorkflowService
  answerLinks: AnswerLinks
  doctor: Doctor
  guard: RequestGuard
  metrics: MetricsPage
  /** Absent where the operator wants everybody let in who reaches the port. */
  sessions?: Sessions
  log: ServiceLog
}

/** Next loads this module once for instrumentation, once for routes and once for pages; they share only `globalThis`. */
const INSTANCE = Symbol.for('specflow.container@1')

const shared = globalThis as { [INSTANCE]?: Container }

export function provideContainer(container: Container): void {
  shared[INSTANCE] = container
}

export function getContainer(): Container {
  const container = shared[INSTANCE]
  if (!container) throw new Error('The server has not started: start it with server.mjs.')
  return container
}
