import type { Doctor, WorkflowService } from '@specflow/workflow'
import { provideContainer } from '../../../src/server/container-instance.ts'
import { createRequestGuard } from '../../../src/server/guard/request-guard.ts'

export const PORT = 4747
export const ORIGIN = `http://127.0.0.1:${String(PORT)}`

interface TestContainerOptions {
  port?: number
  doctor?: Doctor
}

const NO_DOCTOR: Doctor = {
  examine: () => Promise.reject(new Error('The test did not expect an examination.')),
}

/** Puts a container in place whose service has the given use cases and no others; answers what was logged. */
export function provideTestContainer(
  useCases: Partial<WorkflowService>,
  { port = PORT, doctor = NO_DOCTOR }: TestContainerOptions = {},
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
    doctor,
    guard: createRequestGuard({ port }),
    log: { info: log, error: log },
  })
  return { logged }
}
