import { isOpenToAll } from './open-targets.ts'
import type { CountedRequest } from './rate-limit.ts'

/** Which budget a request is of. */
export function countedAs(method: string, target: string): CountedRequest {
  if (isOpenToAll(method, target)) return { method, kind: 'open' }
  return { method, kind: NEWS.test(target) ? 'news' : 'other' }
}

/** Status, list and changes, by REST and, alone or together, by tRPC. */
const NEWS =
  /^\/api\/(?:workflow\/(?:status|list|changes)|trpc\/workflow\.(?:status|list|changes)(?:,workflow\.(?:status|list|changes))*)(?:\?|$)/
