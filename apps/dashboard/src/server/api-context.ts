import type { ApiContext } from '@specflow/api'
import type { Container } from './container-instance.ts'

/** What the procedures are given, whoever calls them: REST, tRPC over HTTP, or a page. */
export function createApiContext({ answerLinks, build, service, doctor, log }: Container): ApiContext {
  return {
    build,
    service,
    answerLinks,
    doctor,
    onUnexpectedError: (error, { path, type }) => {
      log.error({ err: error, path, type }, 'a procedure failed unexpectedly')
    },
  }
}
