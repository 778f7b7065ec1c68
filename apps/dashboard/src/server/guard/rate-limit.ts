import { WorkflowError } from '@specflow/workflow'

/** Answers why a request comes too soon, or `undefined` when it may pass; what passes is counted. */
export type RateLimit = (request: CountedRequest) => WorkflowError | undefined

export interface CountedRequest {
  method: string
  /** `open` needs no token, whoever sends it; `news` is how executions are followed. */
  kind: 'open' | 'news' | 'other'
}

export interface RateLimitOptions {
  /** Reads of the news in the long run, and as many others; a tenth of it of requests that change something, and of those that need no token. */
  requestsPerSecond: number
  /** Milliseconds on a clock that never goes back. */
  now: () => number
}

/** A page asks for its files all at once, and a script may start a whole batch. */
const READ_BURST_SECONDS = 2
const CHANGE_BURST_SECONDS = 5
const READING_METHODS = ['GET', 'HEAD']

/**
 * Keeps a script in an endless loop from taking the server away from everybody else. One budget for all who are let in, and one for
 * everybody else: who has no token can use up only that. Nothing else uses up what is there for following executions.
 */
export function createRateLimit({ now, requestsPerSecond }: RateLimitOptions): RateLimit {
  const reads = createBucket({ rate: requestsPerSecond, burstSeconds: READ_BURST_SECONDS, now })
  const changes = createBucket({ rate: requestsPerSecond / 10, burstSeconds: CHANGE_BURST_SECONDS, now })
  const strangers = createBucket({ rate: requestsPerSecond / 10, burstSeconds: CHANGE_BURST_SECONDS, now })
  const news = createBucket({ rate: requestsPerSecond, burstSeconds: READ_BURST_SECONDS, now })
  const choose = ({ kind, method }: CountedRequest) => {
    if (kind === 'open') return { bucket: strangers, what: 'requests without a token' }
    if (!READING_METHODS.includes(method)) return { bucket: changes, what: 'changes' }
    return { bucket: kind === 'news' ? news : reads, what: 'reads' }
  }
  return (request) => {
    const { bucket, what } = choose(request)
    const { rate, take } = bucket
    const waitSeconds = take()
    return waitSeconds === 0 ? undefined : refuse(what, rate, waitSeconds)
  }
}

interface BucketOptions {
  /** Tokens that are added in a second. */
  rate: number
  /** So many seconds' worth of tokens are kept for when they are needed at once. */
  burstSeconds: number
  now: () => number
}

/** `take` answers in how many seconds there is a token, 0 when it took one. */
function createBucket({ burstSeconds, now, rate }: BucketOptions) {
  const size = Math.max(1, rate * burstSeconds)
  let tokens = size
  let filledAt = now()
  return {
    rate,
    take: (): number => {
      const at = now()
      tokens = Math.min(size, tokens + ((at - filledAt) / 1_000) * rate)
      filledAt = at
      if (tokens < 1) return (1 - tokens) / rate
      tokens -= 1
      return 0
    },
  }
}

function refuse(what: string, rate: number, waitSeconds: number): WorkflowError {
  const retryAfterSeconds = Math.ceil(waitSeconds)
  const message =
    `This server takes ${String(rate)} ${what} a second, and there were more. Ask again in ${String(retryAfterSeconds)} s; ` +
    'to follow an execution, wait for news instead of asking again and again.'
  return new WorkflowError('RATE_LIMITED', message, { details: { retryAfterSeconds } })
}
