import { WorkflowError } from '@specflow/workflow'
import { readJsonBody } from '../body/read-json-body.ts'

/**
 * The JSON of a request, with the request id that the header `Idempotency-Key` gives, where there is one.
 * @throws WorkflowError as `readJsonBody` does, and `INVALID_INPUT` where the body has another request id.
 */
export async function readKeyedBody(request: Request): Promise<unknown> {
  const body = await readJsonBody(request)
  const key = request.headers.get('idempotency-key')
  // What is no object is refused for that, by the procedure.
  if (key === null || typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const requestId = readKey(key)
  if ('requestId' in body && body.requestId !== requestId) {
    throw new WorkflowError(
      'INVALID_INPUT',
      `The header Idempotency-Key says ${JSON.stringify(requestId)} and the requestId in the body says ` +
        `${JSON.stringify(body.requestId)}. They are the same thing: give one of them.`,
    )
  }
  return { ...body, requestId }
}

/** The draft of the IETF has it as a quoted string; most callers send it bare. */
function readKey(key: string): string {
  return /^"[^"\\]*"$/.test(key) ? key.slice(1, -1) : key
}
