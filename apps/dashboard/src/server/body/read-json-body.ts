import { WorkflowError } from '@specflow/workflow'
import { findDuplicateKey } from './duplicate-keys.ts'
import { readLimited } from './read-limited.ts'

export const MAX_BODY_BYTES = 1024 * 1024
/** Below the server's own request timeout, so that a slow sender is told why. */
const BODY_TIMEOUT_MS = 20_000

/** A body that did not arrive in time: the one refusal whose status (408) is not that of its code. */
export class SlowBodyError extends WorkflowError {
  readonly httpStatus = 408

  constructor(timeoutMs: number) {
    super('INVALID_INPUT', `The body did not arrive within ${String(timeoutMs / 1_000)} s.`)
  }
}

/**
 * The JSON of a request; `undefined` when the body is empty, whatever the content type says.
 * @throws WorkflowError in this order: `UNSUPPORTED_MEDIA_TYPE`, `BODY_TOO_LARGE`, a slow body, `MALFORMED_JSON`.
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readJsonText(request)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw malformed('The body is not JSON.', error)
  }
}

/** The same, not parsed yet. */
export async function readJsonText(
  request: Request,
  timeoutMs = BODY_TIMEOUT_MS,
): Promise<string | undefined> {
  if (request.body === null) return undefined
  const isJson = mediaType(request) === 'application/json'
  // A body of another type may be empty and nothing else, which only its first byte shows when no length is declared.
  const limitBytes = isJson ? MAX_BODY_BYTES : 0
  const declaredBytes = Number(request.headers.get('content-length') ?? 0)
  const body =
    declaredBytes > limitBytes ? 'too_large' : await readLimited(request.body, { limitBytes, timeoutMs })
  switch (body) {
    case 'too_large':
      throw isJson ? tooLarge() : unsupportedMediaType(request)
    case 'too_slow':
      throw new SlowBodyError(timeoutMs)
    case 'interrupted':
      throw malformed('The body ended before it was complete.')
    default:
      return body.byteLength === 0 ? undefined : withoutDuplicateKeys(decode(body))
  }
}

function mediaType(request: Request): string | undefined {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (error) {
    throw malformed('The body is not UTF-8.', error)
  }
}

function withoutDuplicateKeys(text: string): string {
  const key = findDuplicateKey(text)
  if (key === undefined) return text
  throw malformed(`The key ${JSON.stringify(key.slice(0, 100))} stands twice in one object.`)
}

function malformed(message: string, cause?: unknown): WorkflowError {
  return new WorkflowError('MALFORMED_JSON', `${message} Send one JSON object in UTF-8.`, { cause })
}

function tooLarge(): WorkflowError {
  return new WorkflowError('BODY_TOO_LARGE', `The body has more than ${String(MAX_BODY_BYTES)} bytes.`)
}

function unsupportedMediaType(request: Request): WorkflowError {
  const given = request.headers.get('content-type')
  const named = given === null ? 'no content type' : `the content type ${JSON.stringify(given.slice(0, 100))}`
  return new WorkflowError(
    'UNSUPPORTED_MEDIA_TYPE',
    `The body has ${named}. Send Content-Type: application/json.`,
  )
}
