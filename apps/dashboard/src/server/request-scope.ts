import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** In the answer of every request, and in every line of the log that comes of one. */
export const REQUEST_ID_HEADER = 'X-Request-Id'

const scope = new AsyncLocalStorage<string>()

/** What happens in `run`, and whatever that sets going, belongs to the request of this id. */
export function withinRequest<T>(id: string, run: () => T): T {
  return scope.run(id, run)
}

/** `undefined` for what no request set going. */
export function currentRequestId(): string | undefined {
  return scope.getStore()
}

/** The caller's own, where it is one that can stand in a log as it is; else a new UUID. */
export function chooseRequestId(given: string | undefined): string {
  return given !== undefined && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID()
}
