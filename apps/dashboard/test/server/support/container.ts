import type { AnswerLinks, Doctor, WorkflowService } from '@specflow/workflow'
import { provideContainer } from '../../../src/server/container-instance.ts'
import { createRequestGuard } from '../../../src/server/guard/request-guard.ts'
import type { Sessions } from '../../../src/server/session/session.ts'
import { addressesOf } from '../../../src/server/session/addresses.ts'
import type { MetricsPage } from '../../../src/server/telemetry/metrics.ts'

export const PORT = 4747
export const ORIGIN = `http://127.0.0.1:${String(PORT)}`

interface TestContainerOptions {
  port?: number
  doctor?: Doctor
  answerLinks?: AnswerLinks
  sessions?: Sessions
  metrics?: MetricsPage
}

export const NO_METRICS: MetricsPage = {
  contentType: 'text/plain',
  render: () => Promise.reject(new Error('The test did not expect to be measured.')),
}

const NO_DOCTOR: Doctor = {
  examine: () => Promise.reject(new Error('The test did not expect an examination.')),
}

const NO_LINKS: AnswerLinks = {
  show: () => Promise.reject(new Error('The test did not expect an answer link.')),
  answer: () => Promise.reject(new Error('The test did not expect an answer link.')),
}

/** Puts a container in place whose service has the given use cases and no others; answers what was logged. */
export function provideTestContainer(
  useCases: Partial<WorkflowService>,
  {
    port = PORT,
    doctor = NO_DOCTOR,
    answerLinks = NO_LINKS,
    metrics = NO_METRICS,
    sessions,
  }: TestContainerOptions = {},
) {
  const logged: { fields: Record<string, unknown>; message: string }[] = []
  const service = new Proxy(useCases as WorkflowService, {
    get(target, name) {
      const useCase: unknown = Reflect.get(target, name)
      if (useCase === undefined) throw new Error(`The test did not expect a call of ${String(name)}.`)
      return useCase
    },
  })
  const log = (fields: Record<string, unknown>, message: string) => {
    logged.push({ fields, message })
  }
  provideContainer({
    version: '0.1.0',
    build: 'build-1',
    service,
    answerLinks,
    doctor,
    guard: createRequestGuard({
      addresses: addressesOf('127.0.0.1', port, []),
      ...(sessions && { authority: sessions }),
    }),
    ...(sessions && { sessions }),
    metrics,
    log: { info: log, error: log },
  })
  return { logged }
}
